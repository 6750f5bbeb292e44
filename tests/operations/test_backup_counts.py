"""Counts across a backup: none that was acknowledged before it is lost, none is counted twice."""

import fcntl
import os
import subprocess
import threading

import pytest

from tests.operations.test_backup_kills import wait_for

pytestmark = pytest.mark.processes

RECONCILE = ("reach_reconcile",)
PIPE_BYTES = 4096  # acknowledgements that may wait to be read


class Appending:
    """A process that appends and folds, with the number of events that were acknowledged so far."""

    def __init__(self, rig):
        self.process = rig.start("-m", "tests.operations.appending", stdout=subprocess.PIPE)
        fcntl.fcntl(self.process.stdout, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
        self.acknowledged = 0
        self._reading = threading.Thread(target=self._read)
        self._reading.start()

    def _read(self) -> None:
        while data := os.read(self.process.stdout.fileno(), PIPE_BYTES):
            self.acknowledged += len(data)

    def kill(self) -> int:
        """All that was acknowledged."""
        self.process.kill()
        self.process.wait()
        self._reading.join()
        self.process.stdout.close()
        return self.acknowledged


@pytest.fixture
def appending(small):
    started = Appending(small)
    yield started
    if started.process.poll() is None:
        started.kill()


def test_counts_agree_whatever_is_counted_between_the_steps_of_a_backup(small, empty):
    small.extra = {"BACKUP_GATES": "on"}
    file = small.backup("--no-verify")["file"]

    _restored, told = empty.calls(("restore", file), RECONCILE)

    # Ten after the database and before the journal was read; the ten after that are none of the backup's.
    assert (told["ok"], told["aggregates"]) == (True, 10)


def test_counts_survive_a_backup_that_was_made_while_they_grew(small, empty, appending):
    wait_for(lambda: appending.acknowledged > 5_000)
    before = appending.acknowledged
    file = small.backup("--no-verify")["file"]
    everything = appending.kill()

    _restored, elsewhere = empty.calls(("restore", file), RECONCILE)
    _restored, in_place = small.calls(("restore", file, "--replace"), RECONCILE)

    assert before > 5_000
    assert (elsewhere["ok"], before <= elsewhere["aggregates"] <= everything + 1) == (True, True)
    # The journal of the machine goes further than the backup: nothing that happened since is lost either.
    assert (in_place["ok"], everything <= in_place["aggregates"] <= everything + 1) == (True, True)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_counts_since_the_backup_can_be_forgotten(small, appending):
    wait_for(lambda: appending.acknowledged > 1_000)
    file = small.backup("--no-verify")["file"]
    after = appending.acknowledged
    wait_for(lambda: appending.acknowledged > after + 2 * PIPE_BYTES)
    appending.kill()

    _restored, told = small.calls(("restore", file, "--replace", "--forget-newer-counts"), RECONCILE)

    assert (told["ok"], told["aggregates"] <= after + PIPE_BYTES + 1) == (True, True)
