"""Lines of protected pages leave no order: they lie apart, go as soon as they are counted, and are in no backup."""

import os
import time
from datetime import date

import pytest

from reach import retention
from reach.comparison.reconciling import reconcile
from reach.events import Event
from reach.folding.fold import fold
from reach.journal import backing_up, journal
from reach.journal.rereading import due
from reach.models import Cell, Segment
from tests.reach.conftest import view

PROTECTED = Event(date(2026, 11, 25), "view", "outreach", page=5, locale="fr")


def files(node) -> dict[str, bytes]:
    """What lies in segments of each sort."""
    found = {"apart": b"", "open": b""}
    for path in node.glob("*.log"):
        found["apart" if journal.is_apart(path.name) else "open"] += path.read_bytes().strip(b"\0")
    return found


def counted(surface: str) -> int:
    return sum(Cell.objects.filter(surface=surface).values_list("n", flat=True))


def test_protected_lines_lie_apart_with_those_of_who_objects(node):
    journal.append(view())
    journal.append(PROTECTED)
    journal.append(view(reason="disabled"))

    found = files(node)

    assert (found["open"].count(b"\n"), found["apart"].count(b"\n")) == (1, 2)
    assert b"outreach" not in found["open"]


def test_they_are_gone_as_soon_as_they_are_counted_and_their_number_stays(node, db):
    for event in (view(), PROTECTED, PROTECTED):
        journal.append(event)
    journal.close()

    fold()

    assert files(node)["apart"] == b""
    assert files(node)["open"].count(b"\n") == 1
    assert list(Segment.objects.filter(name="protected").values_list("lines", flat=True)) == [2]
    assert Segment.objects.filter(name__endswith="-p.log").count() == 0
    assert counted("outreach") == 2
    terms = reconcile()
    assert (terms.ok, terms.folded, terms.journal) == (True, 3, 3)


def test_each_node_has_one_record_of_them_however_many_there_were(node, db):
    for _time in range(3):
        journal.append(PROTECTED)
        journal.close()
        fold()

    assert list(Segment.objects.values_list("name", "lines")) == [("protected", 3)]
    assert reconcile().ok


def test_segment_that_is_written_to_is_left_within_seconds(node, db, monkeypatch):
    monkeypatch.setattr(journal, "APART_SECONDS", 0.05)
    journal.append(PROTECTED)
    deadline = time.monotonic() + 20
    while Segment.objects.filter(name="protected").count() == 0 and time.monotonic() < deadline:
        fold()

    assert list(node.glob("*-p.log")) == []
    assert journal.append(PROTECTED)
    journal.close()
    fold()
    assert counted("outreach") == 2


def test_what_is_written_to_while_it_is_counted_stays_until_it_is_left(node, db):
    journal.append(PROTECTED)
    fold()
    journal.append(PROTECTED)

    fold()

    assert (counted("outreach"), reconcile().ok) == (2, True)
    assert files(node)["apart"].count(b"\n") == 2


def test_removal_that_was_interrupted_is_finished(node, db):
    journal.append(PROTECTED)
    fold()
    for path in node.glob("*-p.log"):
        path.unlink()

    fold()

    assert list(Segment.objects.values_list("name", "lines")) == [("protected", 1)]
    assert reconcile().ok


def test_no_backup_has_them_and_a_restore_loses_what_was_not_counted(node, db):
    journal.append(view())
    journal.append(PROTECTED)
    with backing_up.held() as read:
        kept = {name: file.read(size) for name, file, size in read()}

    assert [name for name in kept if name.endswith("-p.log")] == []
    assert b"outreach" not in b"".join(kept.values())
    backing_up.clear()
    fold()
    assert (counted("outreach"), reconcile().folded) == (0, 0)


def test_purge_and_comparison_leave_them_alone(node, db, caplog):
    journal.append(PROTECTED)
    fold()
    Segment.objects.update(created_at="2026-01-01T00:00Z")

    assert retention.remove_segments(Segment.objects.get().created_at.replace(year=2027)) == (0, 0)
    assert due() == []
    assert caplog.records == []


@pytest.mark.processes
def test_child_has_segments_of_its_own(node):
    journal.append(PROTECTED)
    child = os.fork()
    if not child:
        os._exit(0 if journal.append(PROTECTED) else 1)
    _pid, status = os.waitpid(child, 0)

    assert status == 0
    assert len(list(node.glob("*-p.log"))) == 2


@pytest.mark.parametrize("seed", range(3))
def test_ids_of_counts_tell_no_order(node, db, seed):
    for page in range(1, 31):
        journal.append(Event(date(2026, 11, 25), "view", "outreach", page=page, locale="fr"))
        fold()

    pages = list(Cell.objects.order_by("pk").values_list("page", flat=True))

    assert sorted(pages) == list(range(1, 31))
    assert pages != sorted(pages)
