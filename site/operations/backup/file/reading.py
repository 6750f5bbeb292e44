"""Opens a backup, sealed or not, and looks through all of it before anything is done with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from core.upkeep.backups import PARTS
from operations.backup import stored
from operations.backup.databases import KINDS
from operations.backup.file.archive import Unpacking
from operations.backup.file.manifest import Entry, Manifest
from operations.backup.file.sealing import Unsealing, is_sealed
from operations.backup.problems import BackupError


@contextmanager
def opened(path: Path) -> Iterator[Unpacking]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror}") from None
    with file:
        try:
            yield Unpacking(_clear(file))
        except BackupError as error:
            raise type(error)(f"{path}: {error}") from None


def entry_of_database(manifest: Manifest) -> Entry:
    if manifest.database not in KINDS:
        raise BackupError(
            f"the backup is of a database of the kind {manifest.database}, which this version does not know"
        )
    wanted = KINDS[manifest.database].ENTRY
    for entry in manifest.files:
        if entry.name == wanted:
            return entry
    raise BackupError("the backup holds no database")


def parts(manifest: Manifest) -> dict[str, list[Entry]]:
    """The other files, by the part that they belong to."""
    found: dict[str, list[Entry]] = {name: [] for name in (*stored.STORAGES, *PARTS)}
    database = entry_of_database(manifest)
    for entry in manifest.files:
        part = entry.name.partition("/")[0]
        if part in found:
            found[part].append(entry)
        elif entry != database:
            raise BackupError(f"the backup holds {entry.name}, which this version has no place for")
    return found


def newer_migrations(manifest: Manifest) -> list[str]:
    """What was migrated when the backup was made, and this code does not know: it is older than the backup."""
    disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    known = {*disk, *(name for one in disk.values() for name in one.replaces)}
    return [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known]


def missing_migrations(manifest: Manifest) -> list[str]:
    """What this code has, and was not migrated when the backup was made."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    done = {tuple(one) for one in manifest.migrations}
    replaced = {key for key, one in loader.disk_migrations.items() if one.replaces and set(one.replaces) <= done}
    return sorted(f"{app}.{name}" for app, name in loader.graph.nodes if (app, name) not in done | replaced)


def _clear(file: BinaryIO) -> BinaryIO:
    return Unsealing(file, settings.BACKUP_KEYS) if is_sealed(file) else file
