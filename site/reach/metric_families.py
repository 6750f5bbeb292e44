"""The journal and its fold, node by node."""

from collections.abc import Iterator
from pathlib import Path

from core.upkeep.metrics import Family, source
from reach.comparison import health
from reach.journal.segments import segments_here
from reach.models import Segment

LOOKED_AT = 8 * 2**20  # bytes of a segment that are looked through for lines that wait


@source("journal", needs_database=True)
def journal() -> Iterator[Family]:
    state = health.state()
    yield Family("site_journal_lag_seconds", "How old the oldest line is that is not counted, at most.").add(
        state.lag.total_seconds()
    )
    appended = Family("site_journal_lines", "Lines that were appended, to be counted.", "counter")
    torn = Family("site_journal_torn", "Lines that were found damaged.", "counter")
    dropped = Family("site_journal_dropped", "Events that could not be written.", "counter")
    folded_at = Family("site_journal_folded_timestamp_seconds", "When the journal of a node was last folded.")
    waiting = waiting_lines()
    for node in state.nodes:
        appended.add(node.lines + waiting.get(node.name, 0), node=node.name)
        torn.add(node.torn, node=node.name)
        dropped.add(node.dropped, node=node.name)
        if node.folded_at is not None:
            folded_at.add(node.folded_at.timestamp(), node=node.name)
    yield from (appended, torn, dropped, folded_at)


def waiting_lines() -> dict[str, int]:
    """{node of this volume: lines that are not folded}."""
    offsets = {(row.node, row.name): row.offset for row in Segment.objects.filter(removed_at=None)}
    counted: dict[str, int] = {}
    for name, path in segments_here().items():
        counted[name[0]] = counted.get(name[0], 0) + _lines(path, offsets.get(name, 0))
    return counted


def _lines(path: Path, offset: int) -> int:
    try:
        with path.open("rb") as file:
            file.seek(offset)
            return file.read(LOOKED_AT).partition(b"\0")[0].count(b"\n")
    except FileNotFoundError:
        return 0
