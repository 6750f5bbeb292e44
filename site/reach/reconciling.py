"""Compares what was counted with what was written: Σ aggregates + Σ rejects = Σ lines folded = valid lines in the journal.

Bytes that a process writes meanwhile are not compared. Of segments that lie on no volume of this machine, only what was
folded is known: it stands for their lines, and the nodes are named.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone

from reach import disk, journal, live
from reach.events import Dimension
from reach.fold import fold
from reach.models import Cell, Reconciliation, Rejected, Segment, Total
from reach.retention import first_full_month, kept_from
from reach.segments import Name, our_nodes, segments_here, writer_lives
from reach.tally import valid_lines

BLOCK_BYTES = 8 * 2**20


@dataclass(frozen=True)
class Terms:
    """The four terms, and what is told beside them."""

    aggregates: int
    rejects: int
    folded: int
    journal: int
    torn: int
    dropped: int
    cells: int  # of the months that are kept by day
    cells_in_totals: int  # what the totals of these months say
    totals_agree: bool  # every dimension adds up to all
    nodes_taken_at_their_word: list[str]

    @property
    def ok(self) -> bool:
        return (
            self.aggregates + self.rejects == self.folded == self.journal
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
    ours = our_nodes()
    terms = Terms(
        **counted,
        folded=sum(segment.lines for segment in segments),
        journal=sum(_lines(segment, finished, ours) for segment in segments),
        torn=sum(segment.torn for segment in segments),
        dropped=_dropped(ours),
        nodes_taken_at_their_word=sorted({s.node for s in segments if s.removed_at is None} - ours),
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


def _lines(segment: Segment, finished: set[Name], ours: set[str]) -> int:
    """Valid lines of a segment on disk; what was folded of it where the file is gone as planned, or elsewhere."""
    if segment.removed_at or segment.node not in ours:
        return segment.lines
    path = journal.root() / segment.node / segment.name
    whole = (segment.node, segment.name) in finished
    try:
        return lines_on_disk(path, None if whole else segment.offset)
    except FileNotFoundError:
        removed = Segment.objects.filter(pk=segment.pk, removed_at__isnull=False).exists()
        return segment.lines if removed else 0


def lines_on_disk(path: Path, end: int | None) -> int:
    """Valid lines of a file up to a position, or in all of it."""
    lines, rest = 0, b""
    with path.open("rb") as file:
        left = end if end is not None else path.stat().st_size
        while left and (data := file.read(min(BLOCK_BYTES, left))):
            left -= len(data)
            whole, newline, rest = (rest + data).rpartition(b"\n")
            lines += valid_lines(whole) if newline else 0
    return lines + valid_lines(rest)


def _dropped(ours: set[str]) -> int:
    """Events lost on the nodes of this machine, and what the others last said of theirs."""
    others = sum(beat.dropped for node, beat in live.nodes().items() if node not in ours)
    return others + sum(disk.dropped(journal.root() / node) for node in ours)


def _keep(terms: Terms) -> None:
    Reconciliation.objects.create(
        aggregates=terms.aggregates,
        rejects=terms.rejects,
        folded=terms.folded,
        journal=terms.journal,
        torn=terms.torn,
        dropped=terms.dropped,
        ok=terms.ok,
    )
