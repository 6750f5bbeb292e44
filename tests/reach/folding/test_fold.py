"""The fold: each line of the journal is added once, to every aggregate that it belongs to."""

import fcntl
import zlib
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import F

from reach.events import Event
from reach.folding.fold import Folded, _add, _whole_lines, fold
from reach.folding.tally import count
from reach.journal import journal
from reach.journal.lines import encode
from reach.models import Beat, Cell, Hour, Rejected, Segment, Total
from tests.reach.conftest import NOON, view

DAY = date(2026, 11, 25)


def write(node, *lines: bytes, name="20261125T120000-1-aa.log"):
    """A segment whose writer is gone."""
    node.mkdir(parents=True, exist_ok=True)
    with (node / name).open("ab") as segment:
        segment.write(b"".join(lines))


def test_event_is_added_to_cell_totals_and_hour(node, db):
    event = view(campaign=1, wave=2, channel=3, link=4, page=5, locale="fr", variant="b")
    journal.append(event)
    journal.append(event)

    assert fold() == Folded(lines=2)

    assert list(Cell.objects.values_list(*Cell.KEY, "n")) == [(DAY, "view", "public", 1, 2, 3, 4, 5, "fr", "b", 2)]
    assert set(Total.objects.values_list("grain", "start", "campaign", "wave", "kind", "dimension", "key", "n")) == {
        (grain, start, 1, 2, "view", dimension, key, 2)
        for grain, start in (("day", DAY), ("month", date(2026, 11, 1)))
        for dimension, key in {
            "all": "",
            "surface": "public",
            "channel": "3",
            "link": "4",
            "page": "5",
            "locale": "fr",
            "variant": "b",
        }.items()
    }
    assert list(Hour.objects.values_list("hour", "campaign", "wave", "kind", "n")) == [(NOON, 1, 2, "view", 2)]


def test_hours_are_kept_of_waves_alone(node, db):
    journal.append(view(campaign=1, wave=2))
    journal.append(view(campaign=1))
    journal.append(view())

    fold()

    assert list(Hour.objects.values_list("campaign", "wave", "n")) == [(1, 2, 1)]


def test_later_lines_are_added_to_the_same_rows(node, db):
    journal.append(view())
    fold()
    journal.append(view())
    journal.append(view(page=9))

    assert fold() == Folded(lines=2)
    assert fold() == Folded()
    assert sorted(Cell.objects.values_list("page", "n")) == [(0, 2), (9, 1)]
    assert list(Total.objects.filter(dimension="all", grain="month").values_list("n", flat=True)) == [3]


def test_rejected_is_counted_by_reason_and_nowhere_else(node, db):
    journal.append(view(campaign=1, page=5, reason="bot"))
    journal.append(Event(NOON, "", "", reason="oversize"))

    fold()

    assert set(Rejected.objects.values_list("day", "surface", "campaign", "kind", "reason", "n")) == {
        (DAY, "public", 1, "view", "bot", 1),
        (DAY, "", 0, "", "oversize", 1),
    }
    assert [model.objects.count() for model in (Cell, Total, Hour)] == [0, 0, 0]


def test_objection_keeps_its_day_alone_whatever_the_journal_says(node, db):
    line = encode(view(campaign=1, wave=2, page=5, reason="bot")).partition(b",")[2].rstrip(b"\n")
    older = line.replace(b"bot", b"disabled")
    write(node, b"%08x,%b\n" % (zlib.crc32(older), older))

    fold()

    assert list(Rejected.objects.values_list("day", "surface", "campaign", "kind", "reason", "n")) == [
        (DAY, "", 0, "", "disabled", 1)
    ]


def test_protected_surface_has_no_hours_and_nothing_that_brought_it(node, db):
    attributed = encode(view(campaign=1, wave=2, channel=3, link=4, page=5)).partition(b",")[2]
    forged = attributed.replace(b"public", b"outreach").rstrip(b"\n")
    write(node, b"%08x,%b\n" % (zlib.crc32(forged), forged))

    fold()

    assert list(Cell.objects.values_list("surface", "campaign", "wave", "channel", "link", "page")) == [
        ("outreach", 0, 0, 0, 0, 5)
    ]
    assert Hour.objects.count() == 0


@pytest.mark.parametrize(
    ("first", "hours"), [(datetime(2026, 3, 28, 23, tzinfo=UTC), 23), (datetime(2026, 10, 24, 22, tzinfo=UTC), 25)]
)
def test_day_on_which_clocks_change_holds_its_hours(node, db, first, hours):
    for hour in range(-1, hours + 1):
        journal.append(view(bucket=first + timedelta(hours=hour)))

    fold()

    day = (first + timedelta(hours=12)).date()
    assert list(Cell.objects.order_by("day").values_list("day", "n")) == [
        (day - timedelta(days=1), 1),
        (day, hours),
        (day + timedelta(days=1), 1),
    ]


def test_torn_line_is_reported_and_its_neighbours_count(node, db):
    whole = encode(view())
    write(node, whole, whole[:20] + b"~\n", whole, b"\n", whole)

    assert fold() == Folded(lines=3, torn=2, sealed=1)
    assert list(Segment.objects.values_list("lines", "torn", "offset")) == [(3, 2, 3 * len(whole) + 23)]


def test_unfinished_line_waits_while_its_writer_lives(node, db):
    journal.append(view())
    segment = next(node.glob("*.log"))
    line = encode(view(page=2))
    at = segment.read_bytes().index(b"\0")
    with segment.open("r+b", buffering=0) as writing:
        writing.seek(at)
        writing.write(line[:10])
        waiting = fold()
        writing.write(line[10:])

    assert waiting == Folded(lines=1)
    assert fold() == Folded(lines=1)


def test_unfinished_line_is_torn_once_its_writer_is_gone(node, db):
    write(node, encode(view()), encode(view())[:10])

    assert fold() == Folded(lines=1, torn=1, sealed=1)
    assert fold() == Folded()


def test_segment_that_grows_after_it_was_sealed_is_folded(node, db):
    write(node, encode(view()))
    fold()
    write(node, encode(view()))

    assert fold() == Folded(lines=1)


def test_chunks_end_with_lines(node, db, monkeypatch):
    monkeypatch.setattr("reach.folding.fold.CHUNK_BYTES", 100)
    write(node, *(encode(view(page=page)) for page in range(1, 21)), b"x" * 250 + b"\n", encode(view()))

    done = fold()

    assert (done.lines, done.sealed) == (21, 1)
    assert done.torn > 0


@pytest.mark.parametrize(
    ("data", "lives", "whole"),
    [
        (b"one\ntwo\nthr", True, b"one\ntwo\n"),
        (b"one\nt\0o\nthree\n", True, b"one\n"),
        (b"one\nt\0o\nthree\n", False, b"one\nt\0o\nthree\n"),
        (b"one", True, b""),
        (b"one", False, b"one"),
        (b"\0\0\n", True, b""),
    ],
)
def test_lines_are_whole_up_to_what_their_writer_has_not_written(data, lives, whole):
    assert _whole_lines(data, lives) == whole


def test_what_is_too_long_for_a_line_waits_for_nobody(monkeypatch):
    monkeypatch.setattr("reach.folding.fold.CHUNK_BYTES", 4)

    assert [_whole_lines(data, lives=True) for data in (b"long", b"lon", b"lo\0g")] == [b"long", b"", b""]


def test_segment_is_sealed_once_its_writer_is_gone_and_no_sooner(node, db):
    write(node, encode(view()))
    with next(node.glob("*.log")).open("rb") as writer:
        fcntl.flock(writer, fcntl.LOCK_EX)
        living = fold()

    assert (living, fold()) == (Folded(lines=1), Folded(sealed=1))


def test_segment_that_cannot_be_read_keeps_no_other_waiting_and_is_not_taken_for_folded(node, db, caplog):
    unreadable = node / "20261125T110000-1-aa.log"
    unreadable.mkdir(parents=True)
    write(node, encode(view()))

    assert fold() == Folded(lines=1, sealed=1)

    assert caplog.messages[0].startswith("the segment node/20261125T110000-1-aa.log cannot be read")
    assert Beat.objects.get().caught_up_at == NOON - timedelta(hours=1)


def test_fold_that_reads_everything_is_caught_up(node, db):
    write(node, encode(view()))
    fold()
    Beat.objects.update(caught_up_at=F("caught_up_at") - timedelta(hours=1))
    write(node, encode(view()))

    fold()

    beat = Beat.objects.get()
    assert beat.caught_up_at == beat.folded_at


def test_fold_that_lost_the_race_adds_nothing(node, db):
    write(node, encode(view()))
    Segment.objects.create(node="node", name="20261125T120000-1-aa.log")
    first, second = Segment.objects.get(), Segment.objects.get()
    line = encode(view())

    assert [_add(segment, len(line), count(line)) for segment in (first, second)] == [True, False]
    assert list(Cell.objects.values_list("n", flat=True)) == [1]


def test_journal_of_a_node_that_was_called_otherwise_is_folded(node, db):
    write(node.parent / "old-name", encode(view()))

    assert fold() == Folded(lines=1, sealed=1)
    assert Segment.objects.get().node == "old-name"


def test_what_happened_long_ago_is_counted_and_is_no_news():
    old, new = Event(NOON - timedelta(hours=3), "view", "buyers"), Event(NOON, "view", "buyers")
    lines = encode(old) + encode(new)

    counted = count(lines, live_since=NOON - timedelta(hours=2))

    assert (counted.lines, counted.arrivals) == (2, {(0, "view"): 1})
