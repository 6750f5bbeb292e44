"""A disk that is full: nothing is raised into a page, the reserve is written on, and what is lost is told."""

import mmap
import os
import resource

import pytest

from reach.comparison.reconciling import reconcile
from reach.folding.fold import fold
from reach.journal import disk, journal
from reach.models import Segment
from tests.faults.disks import fill, mounted
from tests.reach.conftest import view

pytestmark = pytest.mark.processes

MEGABYTES = 24


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own, where this machine lets us mount one."""
    for small in mounted(tmp_path / "disk", MEGABYTES):
        yield small
        journal.close()


def append_until_lost(limit: int) -> int:
    """How many events were written before the first that was lost."""
    for number in range(limit):
        if not journal.append(view(page=number % 50)):
            return number
    return limit


def test_full_disk_is_written_to_from_the_reserve_and_then_told(small_disk, settings, db, caplog, monkeypatch):
    monkeypatch.setattr(journal, "WINDOW_BYTES", 2 * mmap.PAGESIZE)  # so that little room is left in it
    settings.VAR_DIR, settings.NODE_NAME = small_disk, "node"
    node = journal.node_folder()
    journal.append(view())
    assert (node / disk.RESERVE).stat().st_blocks * 512 == disk.RESERVE_BYTES

    fill(small_disk)
    on_reserve = append_until_lost(500)
    assert (on_reserve, (node / disk.RESERVE).exists()) == (500, False)

    fill(small_disk)
    written = append_until_lost(500)
    lost = 1 + [journal.append(view(page=n)) for n in range(200)].count(False)
    assert (written < 200, lost, disk.dropped(node)) == (True, 201, 201)
    assert [record.getMessage() for record in caplog.records] == [
        "an event could not be written to the journal: OSError: [Errno 28] No space left on device"
    ]

    (small_disk / "filler").unlink()
    assert append_until_lost(10) == 10
    journal.close()
    fold()
    terms = reconcile()
    assert (terms.aggregates, terms.dropped, terms.ok) == (1 + 500 + written + 10, 201, True)
    assert Segment.objects.get().torn <= 1


def test_full_disk_loses_visibly_from_the_first_event_on(small_disk, settings, caplog):
    settings.VAR_DIR, settings.NODE_NAME = small_disk, "node"
    (small_disk / "reach").write_text("")  # the folder cannot be made, either
    fill(small_disk)

    assert not journal.append(view())
    assert len(caplog.records) == 1


def test_room_that_is_refused_loses_visibly_until_it_is_granted(node, db, monkeypatch):
    """The size of a file is limited in a child, to what its first window has."""
    monkeypatch.setattr(journal, "WINDOW_BYTES", 2 * mmap.PAGESIZE)
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_FSIZE, (journal.WINDOW_BYTES, resource.RLIM_INFINITY))
        written = append_until_lost(400)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        os._exit(0 if journal.append(view(page=3)) and 150 < written < 250 else 1)
    assert os.waitpid(child, 0)[1] == 0

    done = fold()

    assert (done.lines > 150, done.torn, disk.dropped(node)) == (True, 0, 1)
    assert reconcile().ok
