"""Bytes of the journal that are not what was written: nothing wrong is counted, and what is lost is told."""

import os
import re
import signal

import pytest

from reach.comparison.reconciling import reconcile
from reach.folding.fold import fold
from reach.journal import journal
from reach.models import Cell, Segment
from tests.reach.conftest import view

pytestmark = pytest.mark.processes


@pytest.fixture
def segment(node):
    """Ten events of ten pages, whose writer is gone."""
    for page in range(1, 11):
        journal.append(view(page=page))
    journal.close()
    return next(node.glob("*.log"))


@pytest.mark.parametrize("bit", range(8))
@pytest.mark.parametrize("at", [0, 8, 9, 11, 20, 33])
def test_flipped_bit_is_rejected_and_told(segment, db, at, bit):
    data = bytearray(segment.read_bytes())
    data[at] ^= 1 << bit
    segment.write_bytes(data)

    fold()

    terms = reconcile()
    assert (terms.aggregates, terms.torn > 0, terms.ok) == (9, True, True)
    assert sorted(Cell.objects.values_list("page", "n")) == [(page, 1) for page in range(2, 11)]


@pytest.mark.parametrize("left", range(1, 36, 5))
def test_line_torn_anywhere_is_rejected_and_told(segment, db, left):
    """The last of it never reached the disk before power went."""
    data = segment.read_bytes()
    last = data.rfind(b"\n", 0, -1) + 1
    segment.write_bytes(data[: last + left])

    fold()

    assert list(Segment.objects.values_list("lines", "torn")) == [(9, 1)]
    assert reconcile().ok


def test_room_that_was_not_written_to_is_no_line(segment, db):
    with segment.open("ab") as file:
        file.write(bytes(4096))

    fold()

    assert list(Segment.objects.values_list("lines", "torn")) == [(10, 0)]
    assert reconcile().ok


@pytest.mark.parametrize(("within", "lines", "torn"), [(0, 7, 0), (5, 7, 1)])
def test_page_that_did_not_reach_the_disk_takes_its_lines_alone(segment, db, within, lines, torn):
    """Power went before some of the middle was written: zeros stand there, on the border of lines or within them."""
    data = segment.read_bytes()
    begins = [0, *(match.end() for match in re.finditer(b"\n", data))]
    start, end = begins[2] + within, begins[5 if within == 0 else 4] + within
    segment.write_bytes(data[:start] + bytes(end - start) + data[end:])

    fold()

    assert list(Segment.objects.values_list("lines", "torn")) == [(lines, torn)]
    assert reconcile().ok


def test_line_half_copied_waits_while_its_writer_lives_and_is_torn_after(node, db):
    """The writer is killed in the midst of copying, with the end of the line there and its beginning not."""
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        journal.append(view(page=1))
        window, line = journal._current.window, journal.encode(view(page=2))
        window[window.tell() + 20 : window.tell() + len(line)] = line[20:]
        os.write(tell, b".")
        signal.pause()
    os.read(told, 1)

    while_it_lives = fold()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    after = fold()

    assert (while_it_lives.lines, while_it_lives.torn, while_it_lives.sealed) == (1, 0, 0)
    assert (after.lines, after.torn, after.sealed) == (0, 1, 1)
    assert reconcile().ok
