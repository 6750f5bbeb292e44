"""The backup of each night: a process of its own, so that launches need not wait for it behind the worker."""

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from operations.backup import READ_ALONE
from operations.backup.file.writing import is_under_way
from operations.backup.keeping import LastBackup, last_backup
from operations.backup.problems import BackupError

HOUR = 2  # in the time of the site: launches begin at midnight or in the morning
AGAIN = timedelta(hours=1)  # after one that failed
OLD = timedelta(hours=26)  # a night and the time it takes
MANAGE = str(Path(settings.BASE_DIR) / "manage.py")
_running: subprocess.Popen | None = None


def take_turn(now: datetime | None = None) -> str:
    """Start the backup where it is due; a line that says how it stands. BackupError where none went well for over a night."""
    now, folder = now or timezone.now(), settings.BACKUP_DIR
    if not folder:
        return "off: BACKUP_DIR is not set"
    folder.mkdir(parents=True, exist_ok=True)
    last = last_backup(folder) or LastBackup()
    if _is_running() or is_under_way(folder):
        return "under way"
    if _is_due(last, now):
        _start(folder)
        if last.finished_at and now - last.finished_at > OLD:
            raise BackupError(f"none went well for over a night, begun again; the last: {_said(last)}")
        return f"started; before it: {_said(last)}"
    if last.has_failed:
        raise BackupError(_said(last))
    return _said(last)


def _is_due(last: LastBackup, now: datetime) -> bool:
    """Once a night, and an hour after one that failed; at once where there is none."""
    tried = max((moment for moment in (last.finished_at, last.failed_at) if moment), default=None)
    if tried is None:
        return True
    return tried + AGAIN <= now if last.has_failed else tried < _night_before(now)


def _night_before(now: datetime) -> datetime:
    local = now.astimezone(ZoneInfo(settings.TIME_ZONE))
    night = local.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return night if night <= local else night - timedelta(days=1)


def _start(folder: Path) -> None:
    """It ends with the worker that started it; what it has not finished looks like nothing, and is begun again."""
    global _running
    command = [sys.executable, MANAGE, "backup", str(folder), "--keep", str(settings.BACKUP_KEEP)]
    _running = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def _is_running() -> bool:
    return _running is not None and _running.poll() is None


def _said(last: LastBackup) -> str:
    if last.has_failed:
        return f"failed {last.failed_at:%F %T}: {last.error}"
    if not last.finished_at:
        return "none yet"
    verified = f"read alone, {READ_ALONE}" if last.verified == "read" else last.verified or "no"
    key = "under a key" if last.encrypted else "without a key"
    return f"{last.file}, {last.bytes / 2**20:.1f} MB, {last.seconds} s, {key}, verified: {verified}"
