"""Shows what the cache in front has not heard; `--again` has it told anew."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.frontend_cache.sending import enqueue
from core.models import PendingPurge

SHOWN = 50


class Command(BaseCommand):
    help = "Lists what the cache in front has not heard that it may not show any more; --again has all of it told anew."

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="begin anew with what was given up, too")

    def handle(self, *, again, **options):
        unheard = PendingPurge.objects.unheard()
        if again:
            count = unheard.update(attempts=0, due_at=timezone.now())
            enqueue()
            self.stdout.write(f"{count} addresses are told again.")
            return
        self.stdout.write(
            f"{unheard.count()} were not heard, of which {unheard.given_up().count()} are not told again."
        )
        for pending in unheard.order_by("-attempts", "pk")[:SHOWN]:
            self.stdout.write(f"{pending.url}: {pending.attempts} times, {pending.problem}")
