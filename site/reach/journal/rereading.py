"""What each node finds in its own segments once they are finished: the nightly comparison, which runs on one, cannot read them.

The number stands beside the record of the segment, for as long as its file should be there.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import Q

from reach.folding.tally import valid_lines
from reach.journal import journal
from reach.journal.segments import our_nodes
from reach.models import Segment
from reach.retention import JOURNAL
from serving.clock import shared_now

AGAIN = timedelta(hours=20)
PATIENCE = timedelta(hours=25)  # a segment is finished within a day, and then read within an hour or two
BLOCK_BYTES = 8 * 2**20


def due() -> list[Segment]:
    """The finished segments of this machine that nobody has read for most of a day."""
    unread = Q(read_at=None) | Q(read_at__lt=shared_now() - AGAIN)
    ours = Segment.objects.filter(unread, node__in=our_nodes(), removed_at=None)
    return list(ours.exclude(sealed_at=None).exclude(name__endswith=journal.APART).order_by("sealed_at"))


def reread(segment: Segment) -> None:
    """Keep how many valid lines a finished segment of this machine holds, unless it grew meanwhile."""
    try:
        found = lines_on_disk(path_of(segment), None)
    except FileNotFoundError:
        found = 0
    keep(segment, found)


def keep(segment: Segment, found: int) -> None:
    as_read = Segment.objects.filter(pk=segment.pk, offset=segment.offset, removed_at=None).exclude(sealed_at=None)
    as_read.update(found=found, read_at=shared_now())


def is_kept_elsewhere(segment: Segment, now: datetime) -> bool:
    """Whether the file of another machine's segment should still lie there; else its record is taken at its word."""
    if segment.removed_at is not None or journal.is_apart(segment.name):
        return False
    return segment.sealed_at is None or segment.sealed_at > now - JOURNAL


def unheard(segments: Iterable[Segment], now: datetime) -> list[str]:
    """The nodes of these segments that did not say within a day what they read in one of them."""
    old = now - PATIENCE
    return sorted({s.node for s in segments if is_kept_elsewhere(s, now) and (s.read_at or s.created_at) < old})


def path_of(segment: Segment) -> Path:
    return journal.root() / segment.node / segment.name


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
