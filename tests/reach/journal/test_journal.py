"""The journal: one line an event, in a segment that its writer holds."""

import contextlib
import fcntl
import mmap
import os
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

from reach.events import Event
from reach.journal import disk, journal
from reach.journal.lines import decode, encode
from tests.reach.conftest import NOON, view


def segments(node):
    return sorted(node.glob("*.log"))


def test_event_is_one_line_that_says_nothing_of_who_asked(node):
    event = view(surface="buyers", campaign=12, wave=3, page=66, locale="fr")

    written = journal.append(event)
    journal.close()

    assert written
    assert [path.read_bytes() for path in segments(node)] == [b"d053b9ff,1,h498780,view,buyers,12,3,,,66,fr,,\n"]
    assert decode(segments(node)[0].read_bytes().rstrip(b"\n")) == event


@pytest.mark.parametrize(
    "event",
    [
        view(),
        view(channel=4, link=2**63 - 1, variant="a b,c\né", reason="bot"),
        Event(date(2026, 3, 29), "check_done", "young", page=5, locale="zh-hans"),
        Event(NOON, "", "", reason="oversize"),
    ],
)
def test_line_gives_its_event_back(event):
    assert decode(encode(event)[:-1]) == event


@pytest.mark.parametrize("surface", ["outreach", "young"])
def test_protected_surface_keeps_day_page_and_language_alone(surface):
    event = view(surface=surface, campaign=1, wave=2, channel=3, link=4, page=5, locale="fr", variant="b")

    assert decode(encode(event)[:-1]) == Event(date(2026, 11, 25), "view", surface, page=5, locale="fr")


def test_every_flipped_bit_is_seen():
    line = encode(view(campaign=7, page=9))[:-1]

    flipped = [line[:at] + bytes([line[at] ^ 1 << bit]) + line[at + 1 :] for at in range(len(line)) for bit in range(8)]

    assert {decode(damaged) for damaged in flipped} == {None}


@pytest.mark.parametrize(
    ("now", "hour", "day"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), datetime(2026, 3, 29, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), datetime(2026, 10, 25, 22, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 1, tzinfo=UTC), datetime(2026, 10, 25, 23, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_bucket_is_an_hour_in_utc_or_a_day_in_paris(now, hour, day):
    assert (journal.bucket_of(False, now), journal.bucket_of(True, now)) == (hour, day)


def test_writer_holds_its_segment_until_it_leaves(node):
    journal.append(view())
    with segments(node)[0].open("rb") as segment, pytest.raises(BlockingIOError):
        fcntl.flock(segment, fcntl.LOCK_SH | fcntl.LOCK_NB)

    journal.close()

    with segments(node)[0].open("rb") as segment:
        fcntl.flock(segment, fcntl.LOCK_SH | fcntl.LOCK_NB)


@pytest.mark.processes
def test_child_writes_to_a_segment_of_its_own(node):
    journal.append(view())
    child = os.fork()
    if not child:
        os._exit(0 if journal.append(view(page=2)) else 1)

    _pid, status = os.waitpid(child, 0)
    journal.append(view(page=3))

    assert status == 0
    assert sorted(path.read_bytes().count(b"\n") for path in segments(node)) == [1, 2]


def test_segment_that_is_full_is_followed_by_another(node, monkeypatch):
    monkeypatch.setattr(journal, "WINDOW_BYTES", 2 * mmap.PAGESIZE)
    monkeypatch.setattr(journal, "SEGMENT_BYTES", 4 * mmap.PAGESIZE)
    events = [view(page=page) for page in range(1, 801)]

    for event in events:
        assert journal.append(event)
    journal.close()

    data = [path.read_bytes() for path in segments(node)]
    assert sorted(b"".join(data).splitlines()) == sorted(encode(event)[:-1] for event in events)
    assert len(data) > 2
    assert all(0 < len(one) <= journal.SEGMENT_BYTES for one in data)


def test_threads_that_write_at_once_lose_no_line_between_windows_and_segments(node, monkeypatch):
    monkeypatch.setattr(journal, "WINDOW_BYTES", 2 * mmap.PAGESIZE)
    monkeypatch.setattr(journal, "SEGMENT_BYTES", 8 * mmap.PAGESIZE)
    pages = [10**power for power in range(8)]  # lines of different lengths: where one has no room, another has
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)  # seconds: a thread takes over between any two steps of another

    def write(page: int) -> None:
        line = encode(view(page=page))
        for _number in range(5_000):
            assert journal.append_line(line)

    try:
        with ThreadPoolExecutor(len(pages)) as pool:
            list(pool.map(write, pages))
    finally:
        sys.setswitchinterval(before)
    journal.close()

    data = b"".join(segment.read_bytes() for segment in segments(node))
    assert Counter(event and event.page for event in map(decode, data.splitlines())) == dict.fromkeys(pages, 5_000)


def test_line_that_comes_while_a_window_is_changed_is_kept(node, monkeypatch):
    """Another thread finds room in the old window after its end was read, and before it is closed."""
    monkeypatch.setattr(journal, "WINDOW_BYTES", 2 * mmap.PAGESIZE)
    monkeypatch.setattr(journal, "SEGMENT_BYTES", 8 * mmap.PAGESIZE)
    end, short, long, came = journal.Writer._end.fget, encode(view(page=1)), encode(view(page=10**15)), []

    def read(writer) -> int:
        position = end(writer)
        with contextlib.suppress(ValueError):
            came.append(writer.window.write(short))
        return position

    monkeypatch.setattr(journal.Writer, "_end", property(read))
    for _number in range(3_000):
        assert journal.append_line(long)
    journal.close()

    data = b"".join(segment.read_bytes() for segment in segments(node))
    assert Counter(data.splitlines(keepends=True)) == {long: 3_000, short: len(came)}
    assert len(came) > 5


def test_room_of_a_segment_is_given_back_when_it_is_left(node):
    journal.append(view())
    while_written = segments(node)[0].stat().st_size

    journal.close()

    assert (while_written, segments(node)[0].stat().st_size) == (journal.WINDOW_BYTES, len(encode(view())))


def test_event_that_is_none_is_lost_visibly_and_raises_nothing(node, caplog):
    journal.append(view())

    written = [
        journal.append(view(kind="nonsense")),
        journal.append(view(page=-1)),
        journal.append(view(variant="x" * 41)),
    ]

    assert written == [False] * 3
    assert disk.dropped(node) == 3
    assert [record.getMessage() for record in caplog.records] == [
        "an event could not be written to the journal: ValueError: an event cannot be counted: "
        "its kind is none that the journal knows"
    ]


def test_journal_that_has_no_folder_loses_events_visibly(settings, tmp_path, caplog):
    (tmp_path / "reach").write_text("a file where the folder should be")
    settings.VAR_DIR, settings.NODE_NAME = tmp_path, "node"

    assert [journal.append(view()), journal.append(view())] == [False, False]
    assert len(caplog.records) == 1

    (tmp_path / "reach").unlink()
    journal.append(view())
    journal.append(view(kind="nonsense"))
    assert disk.dropped(journal.node_folder()) == 3
    journal.close()


def test_segment_that_somebody_removes_is_followed_by_another(node, caplog):
    journal.append(view())
    removed = segments(node)[0]
    removed.unlink()

    deadline = time.monotonic() + 20
    while not segments(node) and time.monotonic() < deadline:
        assert journal.append(view(page=2))

    assert segments(node) != []
    assert [record.getMessage() for record in caplog.records] == [
        f"a segment was removed while it was written to: FileNotFoundError: {node}"
    ]


def test_segment_is_left_after_a_day(node, monkeypatch):
    monkeypatch.setattr(journal, "SEGMENT_SECONDS", 0.01)
    journal.append(view())
    first = segments(node)

    deadline = time.monotonic() + 20
    while segments(node) == first and time.monotonic() < deadline:
        journal.append(view())

    assert len(segments(node)) > len(first)
