"""Looks at everything that a site needs, and says what to do where something is wrong."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from core.upkeep.doctor import Finding, worst
from operations.monitoring.doctor import PATIENCE, every, examine


class Command(BaseCommand):
    help = (
        "Checks settings, storage, mail, clock, fonts, worker, cache and more; exits with 1 where there is a problem."
    )
    requires_system_checks = []  # they are one of the checks, and some need the database
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--only", nargs="+", metavar="CHECK", help="these checks alone")
        parser.add_argument("--seconds", type=float, default=PATIENCE, help="how long a check is waited for")

    def handle(self, *, only, seconds, traceback, **options):
        known = every()
        unknown = set(only or ()) - set(known)
        if unknown:
            raise CommandError(f"--only names no check: {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
        checks = {name: one for name, one in known.items() if not only or name in only}
        if traceback and only:
            for one in checks.values():
                one.ask()  # what it raises is shown whole
        examined = examine(checks, seconds)
        level = worst(finding for one in examined for finding in one.findings)
        if options["json"]:
            told = {one.check: [asdict(finding) for finding in one.findings] for one in examined}
            self.stdout.write(json.dumps({"worst": level, "checks": told}, ensure_ascii=False))
        else:
            for one in examined:
                for finding in one.findings:
                    self._write(one.check, finding)
        if level == "problem":
            raise SystemExit(1)

    def _write(self, name: str, finding: Finding) -> None:
        style = {"ok": self.style.SUCCESS, "warning": self.style.WARNING, "problem": self.style.ERROR}[finding.level]
        self.stdout.write(f"{style(finding.level.ljust(8))} {name}: {finding.said}")
        if finding.remedy:
            self.stdout.write(f"         → {finding.remedy}")
