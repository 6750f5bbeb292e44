"""Makes what `serve` would make at its start, so that an image has it already."""

from django.core.management.base import BaseCommand

from core.words.catalogues import compile_catalogues
from operations.static_build import build_static


class Command(BaseCommand):
    help = (
        "Compiles the catalogues and collects static files where they changed; needs no database. `serve` does it, too."
    )

    def handle(self, **options):
        compile_catalogues()
        build_static()
