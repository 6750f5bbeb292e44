"""How backups are called, which are kept, and what is known of the last one: a file beside them, which no restore sets back."""

import contextlib
import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

NAME = re.compile(r"backup-(\d{8}T\d{6}Z)\.(zip|sealed)")
STATUS = "last-backup.json"
MOMENT = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class LastBackup:
    """The last backup that went well, and the error of a later one that did not."""

    finished_at: datetime | None = None
    file: str = ""
    bytes: int = 0
    seconds: float = 0
    encrypted: bool = False
    verified: str = ""  # restored, read, or empty where it was not asked for
    failed_at: datetime | None = None
    error: str = ""

    @property
    def has_failed(self) -> bool:
        return bool(self.error)


def last_backup(folder: Path | None = None) -> LastBackup | None:
    """What BACKUP_DIR, or another folder of backups, says; None where there is none, or nothing was tried."""
    folder = folder or settings.BACKUP_DIR
    if not folder:
        return None
    try:
        said = json.loads((folder / STATUS).read_text())
        for name in ("finished_at", "failed_at"):
            said[name] = datetime.fromisoformat(said[name]) if said[name] else None
        return LastBackup(**said)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def name_of(moment: datetime, *, sealed: bool) -> str:
    return f"backup-{moment.astimezone(UTC):{MOMENT}}.{'sealed' if sealed else 'zip'}"


def backups(folder: Path) -> list[Path]:
    """Those of this naming, the newest first."""
    return sorted((path for path in folder.iterdir() if NAME.fullmatch(path.name)), key=lambda p: p.stem, reverse=True)


def remove_old(folder: Path, keep: int) -> list[str]:
    """Remove all but the newest `keep`; the names of those that went."""
    old = backups(folder)[keep:]
    for path in old:
        path.unlink(missing_ok=True)
    return [path.name for path in old]


def tell_success(folder: Path, **said) -> None:
    _write(folder, LastBackup(finished_at=datetime.now(UTC), **said))


def tell_failure(folder: Path, error: str) -> None:
    """Beside the last one that went well."""
    known = asdict(last_backup(folder) or LastBackup())
    _write(folder, LastBackup(**known | {"failed_at": datetime.now(UTC), "error": error}))


def _write(folder: Path, last: LastBackup) -> None:
    said = asdict(last) | {
        name: moment.isoformat() if (moment := getattr(last, name)) else None for name in ("finished_at", "failed_at")
    }
    unfinished = folder / f"{STATUS}.part"
    with contextlib.suppress(OSError):  # a full disk: the log and the outcome of the job still have it
        unfinished.write_text(json.dumps(said, indent=1))
        unfinished.replace(folder / STATUS)
