"""A database that is locked, or not there: the journal grows, nothing is lost, and all is counted afterwards."""

import json
import os
import signal
import sqlite3
import time

import pytest

from reach.journal import journal
from tests.faults.rig import COMMAND, Rig
from tests.reach.conftest import view

pytestmark = pytest.mark.processes

LOCKED = 6  # times the fold's patience
A_MINUTE = 60.0 if os.environ.get("FAULTS") == "full" else 0.0  # seconds at least


@pytest.fixture
def hasty_rig(tmp_path, settings):
    """A fold that gives a locked database up after a third of a second; its journal is written by this process."""
    settings.VAR_DIR, settings.NODE_NAME = tmp_path, "node"
    yield Rig(tmp_path, lock_seconds=0.3)
    journal.close()


def counted(rig: Rig) -> int:
    with sqlite3.connect(rig.var / "db.sqlite3", timeout=20) as database:
        return database.execute("SELECT COALESCE(SUM(n), 0) FROM reach_cell").fetchone()[0]


def wait_until(condition, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "not in time"
        time.sleep(0.05)


class Following:
    """`reach_fold --follow` beside the test; what it logs is read line by line."""

    def __init__(self, rig: Rig):
        self.log = rig.var / "fold.log"
        with self.log.open("w") as log:
            self.process = rig.start("-c", COMMAND, "reach_fold", "--follow", stdout=log, stderr=log)

    def complaints(self) -> int:
        assert self.process.poll() is None, self.log.read_text()
        return self.log.read_text().count("the database does not answer, the journal grows")

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(timeout=30) == 0


def test_journal_grows_while_there_is_no_database_or_it_is_locked_and_is_counted_afterwards(hasty_rig):
    (hasty_rig.var / "db.sqlite3").mkdir()  # no file can be opened in its place
    with Following(hasty_rig) as fold:
        assert journal.append(view(), durable=True)
        wait_until(lambda: fold.complaints() >= 1)
        (hasty_rig.var / "db.sqlite3").rmdir()
        hasty_rig.make_tables()
        wait_until(lambda: counted(hasty_rig) == 1)

        holding = sqlite3.connect(hasty_rig.var / "db.sqlite3", isolation_level=None)
        holding.execute("BEGIN EXCLUSIVE")
        before, locked, longest = fold.complaints(), time.monotonic(), 0.0
        while fold.complaints() < before + LOCKED or time.monotonic() - locked < A_MINUTE:
            began = time.monotonic()
            assert journal.append(view(page=2))
            longest = max(longest, time.monotonic() - began)
            time.sleep(0.01)
        written = sum(path.read_bytes().count(b"\n") for path in journal.node_folder().glob("*.log"))
        holding.rollback()
        holding.close()

        assert longest < 1
        assert written > 100
        wait_until(lambda: counted(hasty_rig) == written)


def test_fold_outlives_a_server_that_is_down(hasty_rig):
    hasty_rig.database_url = "postgres://nobody@127.0.0.1:1/nothing"
    journal.append(view())
    with Following(hasty_rig) as fold:
        wait_until(lambda: fold.complaints() >= 2)

        assert journal.append(view())


# Forks of one process, none of which has spoken to the database before.
AT_ONCE = """
import json, multiprocessing
from dataclasses import asdict
import django
django.setup()
from reach.folding import fold
from reach.comparison.reconciling import reconcile

fold.CHUNK_BYTES = 5_000
context = multiprocessing.get_context("fork")
counted = context.SimpleQueue()
folds = [context.Process(target=lambda: counted.put(fold.fold().lines)) for _ in range(3)]
for one in folds:
    one.start()
for one in folds:
    one.join()
assert [one.exitcode for one in folds] == [0, 0, 0]
print(json.dumps([[counted.get() for _ in folds], asdict(reconcile())]))
"""


def test_folds_at_once_count_each_line_once(each_rig, settings):
    settings.VAR_DIR, settings.NODE_NAME = each_rig.var, "node"
    for number in range(5_000):
        journal.append(view(page=number % 300))
    journal.close()

    lines, told = json.loads(each_rig.run("-c", AT_ONCE).stdout)

    expected = {"aggregates": 5000, "rejects": 0, "held": 0, "folded": 5000, "journal": 5000}
    assert sum(lines) == 5_000
    assert {name: told[name] for name in expected} == expected
