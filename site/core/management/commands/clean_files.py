"""Takes out of stored files what they say of who made them, where and with what."""

from collections import Counter

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from core.files import traces as stored_traces
from core.renditions import making


class Command(BaseCommand):
    help = (
        "Cleans each picture, document, video and sound that was stored before uploads were cleaned: once after an upgrade. "
        "Says what was changed, and what cannot be cleaned and why. Safe to repeat, and to cut short."
    )

    def handle(self, **options):
        counts = Counter()
        with translation.override(settings.LANGUAGE_CODE):
            for outcome in stored_traces.clean_all():
                counts[bool(outcome.problem)] += 1
                out = self.stderr if outcome.problem else self.stdout
                said = f"refused: {outcome.problem}" if outcome.problem else "cleaned"
                out.write(f"{outcome.thing._meta.model_name} {outcome.thing.pk} {outcome.name}: {said}")
        making.mend(thoroughly=True)
        self.stdout.write(f"{counts[False]} cleaned, {counts[True]} refused")
        if counts[True]:
            raise CommandError("What was refused is public as it is: replace it or take it down.")
