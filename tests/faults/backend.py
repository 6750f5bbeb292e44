"""Folds journals on one database for a test that compares two: reads folders, one a line, and prints all rows as JSON."""

import json
import sys
from datetime import date

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.signals import setting_changed  # noqa: E402

from core.measures.indicators import Indicator  # noqa: E402
from reach.comparison.reconciling import reconcile  # noqa: E402
from reach.figures import reading  # noqa: E402
from reach.folding.fold import fold  # noqa: E402
from reach.folding.rebuilding import rebuild  # noqa: E402
from reach.models import Cell, Held, Hour, Rejected, Room, Segment, Total  # noqa: E402

COUNTS = (Cell, Total, Hour, Rejected, Room, Held, Segment)
UNLIKE = ("id", "created_at", "sealed_at", "removed_at", "read_at")


def rows(model) -> list[str]:
    columns = [field.attname for field in model._meta.fields if field.attname not in UNLIKE]
    return sorted(json.dumps(row, default=str) for row in model.objects.values_list(*columns))


def read_all() -> list[dict]:
    """What dashboards read; a sum that is no whole number cannot be written as JSON."""
    days = reading.Period(date(2026, 3, 1), date(2026, 12, 31))
    return [
        {
            "sums": reading.sums(campaign, Indicator.values, days),
            "pages": reading.by("page", campaign, Indicator.values, days),
            "rejected": reading.rejected(campaign, days),
        }
        for campaign in (0, 1, 2)
    ]


def answer(folder: str) -> dict:
    settings.VAR_DIR = folder
    setting_changed.send(None, setting="VAR_DIR", value=folder, enter=True)
    for model in COUNTS:
        model.objects.all().delete()
    fold()
    counted = {model.__name__: rows(model) for model in COUNTS}
    read = read_all()
    agreed = reconcile().ok
    rebuild()
    return {"counted": counted, "read": read, "agreed": agreed, "rebuilt": rows(Total) == counted["Total"]}


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(answer(line.strip())), flush=True)


if __name__ == "__main__":
    main()
