"""Makes the share cards that are missing or out of date."""

from django.core.management.base import BaseCommand

from press.models import ShareCard
from press.sharing.share_cards import mend


class Command(BaseCommand):
    help = (
        "Makes the card of each live page that has none, or an old one: after an upgrade, or where making one failed."
    )

    def handle(self, **options):
        made, failed = mend()
        for card in ShareCard.objects.exclude(problem="").select_related("page"):
            self.stderr.write(f"{card.page.url_path}: {card.problem}")
        self.stdout.write(f"{made} made, {failed} failed")
