"""The fold: reads the journal and adds it to the aggregates, each byte once, whoever is killed and however many fold.

What a chunk adds and how far its segment is read are one transaction, which begins by moving the position from where this
fold found it (compare and set). A fold that finds it elsewhere has lost a race, adds nothing and reads on from there.
"""

import logging
import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from reach.figures import live
from reach.folding.adding import add_all
from reach.folding.settling import reject_excess, settle
from reach.folding.tally import Counted, count
from reach.journal import beats
from reach.journal.apart import forget_protected
from reach.journal.segments import with_bytes_to_fold, writer_lives
from reach.models import Segment
from serving.clock import shared_now

CHUNK_BYTES = 4 * 2**20
LIVE = timedelta(
    hours=2
)  # lines name an hour: older ones were written while no fold ran, and arrive too late to be live
logger = logging.getLogger(__name__)


@dataclass
class Folded:
    """What one pass added."""

    lines: int = 0
    torn: int = 0
    sealed: int = 0


def fold() -> Folded:
    """One pass over every segment of this volume, to its end. Errors of the database are raised: nothing is lost by them."""
    begun = shared_now()
    done, failed = Folded(), False
    for segment, path in with_bytes_to_fold():
        try:
            _fold_segment(segment, path, done)
        except (FileNotFoundError, Segment.DoesNotExist):
            continue  # removed in this moment, after it was folded
        except OSError as error:
            failed = True
            logger.error("the segment %s cannot be read: %s", segment, error)
    beats.beat(begun, caught_up=not failed, busy=done != Folded())
    reject_excess(begun)
    forget_protected()
    return done


def _fold_segment(segment: Segment, path: Path, done: Folded) -> None:
    with path.open("rb") as file:
        while True:
            lives = writer_lives(path)  # asked before reading: after a death nothing is added any more
            data = os.pread(file.fileno(), CHUNK_BYTES, segment.offset)
            whole = _whole_lines(data, lives)
            if not whole:
                break
            counted = count(whole, live_since=timezone.now() - LIVE)
            if _add(segment, len(whole), counted):
                done.lines += counted.lines
                done.torn += counted.torn
                live.record(timezone.now(), counted.arrivals)
            segment.refresh_from_db(fields=["offset", "sealed_at"])
    if not data and not lives:
        done.sealed += Segment.objects.filter(pk=segment.pk, sealed_at=None).update(sealed_at=shared_now())


def _whole_lines(data: bytes, lives: bool) -> bytes:
    """Up to the last newline. What follows it may still be written, unless its writer is gone or it is too long for a line.

    Of a living writer, before the first zero: each byte goes from zero to what it is once, in whatever order others see it.
    """
    written = data.partition(b"\0")[0] if lives else data
    end = written.rfind(b"\n") + 1
    if end == 0 and (not lives or len(written) == CHUNK_BYTES):
        return data
    return data[:end]


@transaction.atomic
def _add(segment: Segment, length: int, counted: Counted) -> bool:
    """Whether it was this fold that added the chunk."""
    moved = Segment.objects.filter(pk=segment.pk, offset=segment.offset).update(
        offset=F("offset") + length,
        lines=F("lines") + counted.lines,
        torn=F("torn") + counted.torn,
        found=None,
        read_at=None,
    )
    if moved:
        settle(counted)
        add_all(counted)
    return bool(moved)
