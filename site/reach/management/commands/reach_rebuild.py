"""Makes the totals of dashboards again."""

from django.core.management.base import BaseCommand

from reach.folding.rebuilding import rebuild


class Command(BaseCommand):
    help = "Makes the totals again from the cells of the days that are kept, in one transaction."

    def handle(self, **options):
        self.stdout.write(f"{rebuild()} totals made")
