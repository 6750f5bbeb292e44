"""`manage.py consent_documents rotate`: seal every document of a consent with the first key of CONSENT_KEY."""

from django.core.management.base import BaseCommand, CommandError

from testimonies.consent.documents import rotate
from testimonies.consent.sealing import SealingError


class Command(BaseCommand):
    help = "Seals every document of a consent with the first key of CONSENT_KEY; the others may be removed after it."

    def add_arguments(self, parser):
        parser.add_argument("act", choices=["rotate"])

    def handle(self, *args, **options):
        try:
            count = rotate()
        except SealingError as error:
            raise CommandError(error.message) from None
        self.stdout.write(f"{count} sealed with the first key")
