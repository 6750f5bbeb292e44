"""Compares what was counted with what was written: Σ aggregates + Σ rejects + Σ held = Σ lines folded = valid lines in the journal.

Bytes that a process writes meanwhile are not compared. Of segments that lie on another machine, what that has found in them
since they were finished is compared (`reach.journal.rereading`); until then what was folded stands for their lines. Nodes that have not
said so within a day are named.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone

from reach.events import Dimension
from reach.folding.fold import fold
from reach.journal import disk, journal
from reach.journal.rereading import is_kept_elsewhere, keep, lines_on_disk, path_of, unheard
from reach.journal.segments import Name, our_nodes, segments_here, writer_lives
from reach.models import Beat, Cell, Held, Reconciliation, Rejected, Segment, Total
from reach.retention import first_full_month, kept_from
from serving.clock import shared_now


@dataclass(frozen=True)
class Terms:
    """The terms, and what is told beside them."""

    aggregates: int
    rejects: int
    held: int  # told by browsers, and waiting for their views
    folded: int
    journal: int
    torn: int
    dropped: int
    cells: int  # of the months that are kept by day
    cells_in_totals: int  # what the totals of these months say
    totals_agree: bool  # every dimension adds up to all
    not_compared: list[str]  # nodes that did not say within a day what they read

    @property
    def ok(self) -> bool:
        return (
            self.aggregates + self.rejects + self.held == self.folded == self.journal
            and self.cells == self.cells_in_totals
            and self.totals_agree
        )


def reconcile() -> Terms:
    """Fold what waits, compare, and keep what was found."""
    finished = {name for name, path in segments_here().items() if not writer_lives(path)}
    fold()
    with transaction.atomic():
        hold_folds()
        segments = list(Segment.objects.all())
        counted = _counted()
    ours, now = our_nodes(), shared_now()
    terms = Terms(
        **counted,
        folded=sum(segment.lines for segment in segments),
        journal=sum(_lines(s, finished) if s.node in ours else _found(s, now) for s in segments),
        torn=sum(segment.torn for segment in segments),
        dropped=_dropped(ours),
        not_compared=unheard((s for s in segments if s.node not in ours), now),
    )
    _keep(terms)
    return terms


def hold_folds() -> None:
    """Within a transaction: let no fold commit before it ends. On SQLite the transaction itself does that."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {connection.ops.quote_name(Segment._meta.db_table)} IN SHARE MODE")


def _counted() -> dict[str, int | bool]:
    monthly = Total.objects.filter(grain=Total.Grain.MONTH, dimension=Dimension.ALL)
    month = first_full_month(timezone.now())
    return {
        "aggregates": _sum(monthly),
        "rejects": _sum(Rejected.objects),
        "held": _sum(Held.objects),
        "cells": _sum(Cell.objects.filter(day__gte=month)),
        "cells_in_totals": _sum(monthly.filter(start__gte=month)),
        "totals_agree": _totals_agree(kept_from(timezone.now())),
    }


def _totals_agree(first: date) -> bool:
    """Each dimension adds up to all by month, and to the cells by day as long as days are kept."""
    by_month = _by_dimension(Total.objects.filter(grain=Total.Grain.MONTH))
    by_day = _by_dimension(Total.objects.filter(grain=Total.Grain.DAY, start__gte=first))
    cells = _sum(Cell.objects.filter(day__gte=first))
    return by_month == _everywhere(by_month.get(Dimension.ALL, 0)) and by_day == _everywhere(cells)


def _by_dimension(totals) -> dict[str, int]:
    return {dimension: int(n) for dimension, n in totals.values_list("dimension").annotate(Sum("n")).order_by()}


def _everywhere(n: int) -> dict[str, int]:
    return dict.fromkeys(Dimension.values, n) if n else {}


def _sum(rows) -> int:
    return int(rows.aggregate(n=Sum("n"))["n"] or 0)


def _found(segment: Segment, now: datetime) -> int:
    """What another machine found in a segment; what was folded of it where it has not said, or where the file is gone as planned."""
    said = segment.found is not None and is_kept_elsewhere(segment, now)
    return segment.found if said else segment.lines


def _lines(segment: Segment, finished: set[Name]) -> int:
    """Valid lines of a segment on disk; what was folded of it where the file is gone as planned."""
    if segment.removed_at or journal.is_apart(segment.name):
        return segment.lines  # of protected pages the number alone stays
    whole = (segment.node, segment.name) in finished
    try:
        lines = lines_on_disk(path_of(segment), None if whole else segment.offset)
    except FileNotFoundError:
        removed = Segment.objects.filter(pk=segment.pk, removed_at__isnull=False).exists()
        lines = segment.lines if removed else 0
    keep(segment, lines)
    return lines


def _dropped(ours: set[str]) -> int:
    """Events lost on the nodes of this machine, and what the others last said of theirs."""
    others = sum(beat.dropped for beat in Beat.objects.exclude(node__in=ours))
    return others + sum(disk.dropped(journal.root() / node) for node in ours)


def _keep(terms: Terms) -> None:
    Reconciliation.objects.create(
        aggregates=terms.aggregates,
        rejects=terms.rejects,
        held=terms.held,
        folded=terms.folded,
        journal=terms.journal,
        torn=terms.torn,
        dropped=terms.dropped,
        ok=terms.ok,
        not_compared=terms.not_compared,
    )
