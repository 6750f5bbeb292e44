"""Updates or checks the catalogues of the interface."""

from django.core.management.base import BaseCommand, CommandError

from core.words import catalogues, libraries


class Command(BaseCommand):
    help = "Brings the catalogues under locale/ up to date with the code and compiles them; --check only says what is missing."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="change nothing; exit with 1 where a catalogue is incomplete"
        )

    def handle(self, *, check, **options):
        if not check:
            for language, catalogue in catalogues.update_catalogues().items():
                self.stdout.write(f"{language}: {len(catalogue)} strings")
        catalogues.compile_catalogues()
        found = catalogues.problems() + libraries.problems()
        for problem in found:
            self.stderr.write(problem)
        if found and check:
            raise CommandError(f"{len(found)} problems in the catalogues.")
