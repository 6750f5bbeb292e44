"""The backup of each night: when it is due, and how its failure is seen."""

import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from operations.backup import last_backup, nightly
from operations.backup.keeping import tell_failure, tell_success
from operations.backup.problems import BackupError
from tests.operations.test_backup_kills import wait_for

pytestmark = pytest.mark.processes

NIGHT = datetime(2026, 11, 25, 1, 5, tzinfo=UTC)  # five past two in Paris


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    settings.BACKUP_DIR = tmp_path
    monkeypatch.setattr(nightly, "MANAGE", "-c")  # a process that does nothing, whatever it is told
    monkeypatch.setattr(nightly, "_running", None)
    yield tmp_path
    if nightly._running:
        nightly._running.communicate()


def succeeded(folder, time_machine, moment, **said):
    time_machine.move_to(moment, tick=False)
    tell_success(folder, **{"file": "backup-1.zip", "bytes": 2**20, "seconds": 3, "verified": "restored"} | said)


def test_backup_is_off_without_a_folder(settings):
    settings.BACKUP_DIR = None

    assert (nightly.take_turn(), last_backup()) == ("off: BACKUP_DIR is not set", None)


def test_first_backup_is_made_at_once(folder):
    assert nightly.take_turn(NIGHT).startswith("started")
    assert isinstance(nightly._running, subprocess.Popen)


@pytest.mark.parametrize(
    ("made", "asked", "starts"),
    [
        (NIGHT, NIGHT + timedelta(minutes=10), False),
        (NIGHT, NIGHT + timedelta(hours=23, minutes=50), False),
        (NIGHT, NIGHT + timedelta(hours=23, minutes=56), True),
        (NIGHT - timedelta(minutes=6), NIGHT, True),  # one that somebody made before two o'clock
    ],
)
def test_backup_is_made_once_a_night(folder, time_machine, made, asked, starts):
    succeeded(folder, time_machine, made)

    assert nightly.take_turn(asked).startswith("started") is starts


def test_failure_is_raised_until_one_goes_well_and_tried_again_each_hour(folder, time_machine):
    succeeded(folder, time_machine, NIGHT)
    time_machine.move_to(NIGHT + timedelta(days=1), tick=False)
    tell_failure(folder, "no room is left")

    with pytest.raises(BackupError, match="no room is left"):
        nightly.take_turn(NIGHT + timedelta(days=1, minutes=10))
    again = nightly.take_turn(NIGHT + timedelta(days=1, hours=1))
    known = last_backup()

    assert again.startswith("started")
    assert (known.has_failed, known.finished_at, known.file) == (True, NIGHT, "backup-1.zip")


def test_backups_that_are_always_cut_short_are_told_of(folder, time_machine):
    succeeded(folder, time_machine, NIGHT)

    with pytest.raises(BackupError, match="none went well for over a night"):
        nightly.take_turn(NIGHT + timedelta(days=1, hours=3))

    assert nightly._running


@pytest.mark.parametrize("kind", ["sqlite"])
def test_nightly_backup_is_made_by_a_process_of_its_own(small, settings, monkeypatch):
    settings.BACKUP_DIR, settings.BACKUP_KEEP = small.backups, 2
    monkeypatch.setattr(nightly, "MANAGE", str(small.var / "manage.py"))
    (small.var / "manage.py").write_text(
        "import sys, django; django.setup()\nfrom django.core.management import call_command; call_command(*sys.argv[1:])"
    )
    for name, value in small.variables().items():
        monkeypatch.setenv(name, value)

    said = nightly.take_turn()
    wait_for(lambda: nightly._running.poll() is not None)

    assert said.startswith("started")
    assert last_backup().verified == "restored"
    assert "verified: restored" in nightly.take_turn()
