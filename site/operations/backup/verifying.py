"""Proves a backup by restoring it: the database into one of its own, which is counted and thrown away; each file is read."""

from pathlib import Path

from operations.backup.databases import KINDS, configured
from operations.backup.databases.postgresql import CannotCreateError
from operations.backup.file.archive import Unpacking
from operations.backup.file.manifest import Table
from operations.backup.file.reading import entry_of_database, opened, parts
from operations.backup.problems import BackupError, DamagedError
from operations.backup.progress import Progress


def verify(path: Path, progress: Progress, *, strict: bool = True) -> str:
    """`restored`, or, unless `strict`, `read` where the server lets this user make no database; BackupError else."""
    with opened(path) as backup:
        parts(backup.manifest)
        with progress.step("verify files"):
            backup.check(progress.told)
        with progress.step("verify database"):
            return _restore_aside(backup, strict)


def _restore_aside(backup: Unpacking, strict: bool) -> str:
    manifest = backup.manifest
    kind = KINDS[manifest.database]
    if manifest.database == "postgresql" and configured() is not kind:
        raise BackupError("the backup is of PostgreSQL: verify it where DATABASE_URL names a server of PostgreSQL")
    try:
        with (
            backup.open(entry_of_database(manifest)) as content,
            kind.restored_aside(content, manifest.database_version) as found,
        ):
            _compare(manifest.tables, found)
    except CannotCreateError:
        if strict:
            raise
        return "read"
    return "restored"


def _compare(said: dict[str, Table], found: dict[str, Table]) -> None:
    different = [name for name in sorted(said.keys() | found.keys()) if said.get(name) != found.get(name)]
    if different:
        raise DamagedError(f"restored, these tables are not as they were: {', '.join(different)}")
