"""Removes counts past their time."""

from django.core.management.base import BaseCommand

from reach.retention import purge


class Command(BaseCommand):
    help = "Removes journals 72 hours after they are folded, hours 30 days after their wave, days after 25 months."

    def handle(self, **options):
        self.stdout.write(purge())
