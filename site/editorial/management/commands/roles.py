"""Restores the groups, their permissions and the workflow of the sign-off."""

from django.core.management.base import BaseCommand

from editorial.access.roles import restore


class Command(BaseCommand):
    help = "Puts groups, permissions, workflow and steps as the project describes them; who is in which group stays as it is."

    def handle(self, **options):
        for name in restore():
            self.stdout.write(name)
