"""Compares the counts with the journal."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand

from reach.comparison.reconciling import reconcile


class Command(BaseCommand):
    help = "Folds what waits, compares counts and journal, prints one JSON object; exits with 1 where they differ."

    def handle(self, **options):
        terms = reconcile()
        self.stdout.write(json.dumps(asdict(terms) | {"ok": terms.ok}))
        if not terms.ok:
            raise SystemExit(1)
