"""Several nodes with one database: each looks after the journal on its own disk."""

import signal
import sqlite3
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone

from reach.comparison.reconciling import reconcile
from reach.folding.fold import fold
from reach.journal import journal
from reach.journal.lines import encode
from reach.journal.upkeep import Upkeep
from reach.models import Segment
from reach.periodic_jobs import purge_reach
from tests.faults.rig import COMMAND, Rig
from tests.reach.conftest import view
from tests.reach.folding.test_fold import write


@pytest.fixture
def on(settings, tmp_path):
    """Be a node, on a disk of its own."""

    def be(name: str):
        settings.VAR_DIR, settings.NODE_NAME = tmp_path / name, name
        return journal.node_folder()

    yield be
    journal.close()


def pass_by(time: timedelta) -> None:
    """As the records see it: the clock of the database cannot be moved."""
    Segment.objects.update(created_at=F("created_at") - time, sealed_at=F("sealed_at") - time)


def tend_for_an_hour() -> None:
    """As after as many passes of the fold as there are segments."""
    upkeep = Upkeep()
    for _ in range(1 + Segment.objects.count()):
        upkeep.tend()


def test_each_node_removes_its_own_segments_72_hours_after_they_are_folded(db, on):
    kept = {}
    for name in ("web-a", "web-b", "worker"):
        write(on(name), encode(view()))
        fold()
        kept[name] = journal.node_folder()
    on("web-b")
    pass_by(timedelta(hours=71))
    Upkeep().tend()
    early = [len([*folder.glob("*.log")]) for folder in kept.values()]
    pass_by(timedelta(hours=2))

    on("worker")
    said = purge_reach()
    on("web-a")
    Upkeep().tend()

    assert early == [1, 1, 1]
    assert "segments" not in said
    assert {name: len([*folder.glob("*.log")]) for name, folder in kept.items()} == {
        "web-a": 0,
        "web-b": 1,
        "worker": 1,
    }
    assert [*Segment.objects.exclude(removed_at=None).values_list("node", flat=True)] == ["web-a"]


def test_line_that_one_node_lost_is_found_by_the_comparison_on_another(db, on):
    for name in ("web-a", "worker"):
        write(on(name), encode(view()), encode(view(page=2)))
        fold()
    on("worker")
    before = reconcile()
    folder = on("web-a")
    segment = next(folder.glob("*.log"))
    segment.write_bytes(encode(view()))
    tend_for_an_hour()

    on("worker")
    after = reconcile()

    assert (before.folded, before.journal, before.ok) == (4, 4, True)
    assert (after.folded, after.journal, after.ok, after.not_compared) == (4, 3, False, [])


def test_segment_is_read_once_a_day_and_again_when_it_grew(db, on):
    folder = on("web-a")
    write(folder, encode(view()))
    fold()
    tend_for_an_hour()
    first = Segment.objects.get()
    tend_for_an_hour()
    again = Segment.objects.get()
    Segment.objects.update(read_at=F("read_at") - timedelta(hours=21))
    tend_for_an_hour()
    next_day = Segment.objects.get()
    write(folder, encode(view()))
    fold()
    grown = Segment.objects.get()
    tend_for_an_hour()

    assert (first.found, again.read_at, next_day.read_at > first.read_at) == (1, first.read_at, True)
    assert (grown.found, grown.read_at, Segment.objects.get().found) == (None, None, 2)


def test_segment_that_is_gone_from_its_node_holds_nothing(db, on):
    folder = on("web-a")
    write(folder, encode(view()))
    fold()
    next(folder.glob("*.log")).unlink()

    tend_for_an_hour()

    assert Segment.objects.get().found == 0


def test_segment_that_cannot_be_removed_is_told_and_tried_again(db, on, caplog):
    folder = on("web-a")
    write(folder, encode(view()))
    fold()
    Segment.objects.update(removed_at=timezone.now())
    segment = next(folder.glob("*.log"))
    segment.rename(folder / "aside")
    segment.mkdir()  # no file can be removed in its place

    Upkeep().tend()

    told = [record.getMessage() for record in caplog.records]
    segment.rmdir()
    (folder / "aside").rename(segment)
    Upkeep().tend()
    assert told == ["the journal of this machine could not be looked after"]
    assert not segment.exists()


def test_machine_with_a_wrong_clock_removes_nothing(db, on, time_machine, caplog):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has the clock of its machine")
    folder = on("web-a")
    write(folder, encode(view()))
    fold()
    time_machine.move_to(timezone.now() + timedelta(days=9))

    Upkeep().tend()

    assert len([*folder.glob("*.log")]) == 1
    assert "the clocks of this machine and of the database are" in caplog.text


@pytest.mark.processes
def test_fold_that_follows_removes_what_is_past_its_time(tmp_path):
    rig = Rig(tmp_path).make_tables()
    segment = tmp_path / "reach" / "journal" / "node" / "20261125T120000-1-aa.log"
    write(segment.parent, encode(view()))
    rig.run("-c", COMMAND, "reach_fold")
    with sqlite3.connect(tmp_path / "db.sqlite3") as database:
        database.execute(
            "UPDATE reach_segment SET sealed_at = '2026-11-01 00:00:00', created_at = '2026-11-01 00:00:00'"
        )

    following = rig.start("-c", COMMAND, "reach_fold", "--follow")
    deadline = time.monotonic() + 30
    while segment.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    following.send_signal(signal.SIGTERM)

    assert following.wait(timeout=30) == 0
    assert not segment.exists()
