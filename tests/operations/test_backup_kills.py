"""Backups and restores that are killed: nothing that is half looks whole, and running it again completes it.

A named pipe among the files holds each command at a known place until it is killed there.
"""

import os
import time
from contextlib import closing

import psycopg
import pytest

from tests.live import free_port
from tests.operations.rig import FILES

pytestmark = pytest.mark.processes


def wait_for(condition, seconds: float = 60):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "not in time"
        time.sleep(0.02)
    return found


@pytest.mark.parametrize("kind", ["sqlite"])
def test_killed_backup_leaves_nothing_that_looks_whole(small):
    pipe = small.var / "media/zz.mp4"
    os.mkfifo(pipe)
    backing_up = small.begin("backup", small.backups)
    wait_for(
        lambda: any(path.stat().st_size for path in small.backups.glob(".*.part")) if small.backups.exists() else 0
    )

    backing_up.kill()
    backing_up.communicate()
    left = [path.name for path in small.backups.glob("backup-*")]
    pipe.unlink()
    (small.var / ".backup-work-killed").mkdir()  # as it is left by a kill at the first or the last moment
    told = small.backup()

    assert left == []
    assert told["verified"] == "restored"
    assert list(small.backups.glob(".*.part")) == []
    assert list(small.var.glob(".backup-work-*")) == []


def test_killed_restore_is_seen_and_completed(small):
    file = small.backup()["file"]
    small.execute("INSERT INTO auth_group (id, name) VALUES (2, 'later')")
    (small.var / "media/empty.mp4").unlink()
    os.mkfifo(small.var / "media/empty.mp4")
    restoring = small.begin("restore", file, "--replace")
    wait_for(lambda: (small.var / "restore.interrupted").exists())

    if small.database_url:
        kill_in_the_transaction(small, restoring)
    else:
        restoring.kill()
        restoring.communicate()
    refused = [
        small.refused(*command) for command in (("serve", "--port", str(free_port())), ("backup", small.backups))
    ]
    (small.var / "media/empty.mp4").unlink(missing_ok=True)
    small.restore(file, "--replace")

    assert ["a restore was interrupted" in said for said in refused] == [True, True]
    assert (small.groups(), small.files()) == (["éditeurs"], FILES)
    assert not (small.var / "restore.interrupted").exists()


def kill_in_the_transaction(rig, restoring) -> None:
    """While it waits to empty the tables; afterwards every row is where it was, and the database is marked for every node."""
    with closing(psycopg.connect(rig.database_url)) as holding:
        holding.execute("LOCK TABLE auth_group")
        with (rig.var / "media/empty.mp4").open("wb"):
            pass  # the pipe gives nothing, as the file that is restored there
        wait_for(lambda: rig.execute("SELECT 1 FROM pg_locks WHERE NOT granted"))
        restoring.kill()
        restoring.communicate()
        holding.rollback()
    wait_for(lambda: not rig.execute("SELECT 1 FROM pg_locks WHERE NOT granted"))
    wait_for(lambda: others(rig) == 0)
    (rig.var / "restore.interrupted").rename(rig.var / "aside")
    assert rig.groups() == ["later", "éditeurs"]
    assert "a restore was interrupted" in rig.refused("serve", "--port", str(free_port()))
    (rig.var / "aside").rename(rig.var / "restore.interrupted")


def others(rig) -> int:
    return rig.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )[0][0]
