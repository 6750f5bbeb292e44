"""Checks the audit log, or removes what is past its time."""

from django.core.management.base import BaseCommand, CommandError

from editorial.audit_log import chain


class Command(BaseCommand):
    help = "Checks that no entry of the audit log was changed or removed (verify), or removes those past their time (purge)."

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["verify", "purge"])
        parser.add_argument(
            "--seal", default="", help="a seal that an earlier check printed: it must still be part of the log"
        )

    def handle(self, *, action, seal, **options):
        if action == "purge":
            self.stdout.write(f"{chain.purge()} removed")
            return
        verdict = chain.verify(seal)
        if verdict.problem:
            raise CommandError(f"{verdict.problem} {verdict.entries} entries before that hold.")
        self.stdout.write(f"{verdict.entries} entries hold. The last seal is {verdict.last}: note it elsewhere.")
