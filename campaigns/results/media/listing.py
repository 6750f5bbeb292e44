"""Imports and their rows as the admin shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Min, QuerySet

from campaigns.plan.models import Campaign
from campaigns.results.media.headings import CALLS, NUMBERS, OWNER
from campaigns.results.models import CallVolume, MediaFigure, MediaImport


@dataclass(frozen=True)
class File:
    """An import with what is in force of it."""

    of: MediaImport
    number: int = 0
    first: date | None = None
    last: date | None = None


def applied(campaign: Campaign) -> QuerySet[MediaImport]:
    found = campaign.media_imports.exclude(applied_at=None).defer("cells", "rows")
    return found.select_related("made_by", "undone_by", "channel", "mapping").order_by("-applied_at", "-pk")


def files(campaign: Campaign) -> list[File]:
    """All that were applied, the newest first, those that were undone too."""
    spans = {}
    for model in (MediaFigure, CallVolume):
        of = model.objects.filter(of_import__campaign=campaign).values("of_import")
        for row in of.annotate(number=Count("pk"), first=Min("day"), last=Max("day")).order_by():
            spans[row.pop("of_import")] = row
    return [File(one, **spans.get(one.pk, {})) for one in applied(campaign)]


def rows_of(done: MediaImport) -> QuerySet:
    owner = OWNER[done.kind]
    return (done.calls if done.kind == CALLS else done.figures).select_related(owner).order_by("row")


def shown(done: MediaImport, rows: Iterable) -> list[tuple]:
    """(line, channel or helpline, day, [number, …])"""
    owner = OWNER[done.kind]
    return [
        (one.row, getattr(one, owner).name, one.day, [getattr(one, name) for name in NUMBERS[done.kind]])
        for one in rows
    ]


def table(rows: list[dict], numbers: list[str], names: dict[int, str]) -> list[tuple]:
    """The same of rows that are not written yet."""
    return [
        (row["line"], names[row["owner"]], date.fromisoformat(row["day"]), [_number(row, name) for name in numbers])
        for row in rows
    ]


def _number(row: dict, name: str) -> int | Decimal | None:
    value = row.get(name)
    return Decimal(value) if name == "cost" and value is not None else value
