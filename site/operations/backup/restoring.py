"""Brings a backup back. All of it is read before anything is touched, and what is interrupted is completed by running it again."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from core.upkeep.backups import PARTS, STEPS
from operations.backup import stored
from operations.backup.databases import configured
from operations.backup.file.archive import Unpacking
from operations.backup.file.reading import entry_of_database, missing_migrations, newer_migrations, opened, parts
from operations.backup.marks import restoring
from operations.backup.problems import BackupError
from operations.backup.progress import Progress


@dataclass(frozen=True)
class Restored:
    files: int
    removed: int
    to_migrate: list[str]


@dataclass(frozen=True)
class Plan:
    """What a restore would do."""

    made_at: str
    version: str
    site: str
    rows: int
    counts: dict[str, int]
    replaces: list[str]
    to_migrate: list[str]


def plan(backup: Unpacking) -> Plan:
    """BackupError where this code or this database cannot take the backup."""
    manifest, database = backup.manifest, configured()
    if manifest.database != database.KIND:
        raise BackupError(
            f"the backup is of {manifest.database}, and DATABASE_URL names {database.KIND}: "
            f"set DATABASE_URL to a database of {manifest.database}"
        )
    if newer := newer_migrations(manifest):
        raise BackupError(
            f"the backup is of a newer version ({manifest.version}): this one does not know {_few(newer)}. "
            "Install the version that made it, or a later one"
        )
    return Plan(
        made_at=manifest.made_at,
        version=manifest.version,
        site=manifest.site,
        rows=sum(table.rows for table in manifest.tables.values()),
        counts={part: len(entries) for part, entries in parts(manifest).items()},
        replaces=([] if database.is_empty() else ["database"]) + stored.filled(),
        to_migrate=missing_migrations(manifest),
    )


def restore(path: Path, progress: Progress, *, replace: bool, forget_newer_counts: bool) -> Restored:
    with opened(path) as backup:
        planned = plan(backup)
        if planned.replaces and not replace:
            raise BackupError(
                f"there is something here already ({', '.join(planned.replaces)}): --replace puts the backup in its place"
            )
        with progress.step("check"):
            backup.check(progress.told)
        with restoring(f"{path}, into {settings.VAR_DIR}"):
            written, removed = _restore_files(backup, progress)
            _restore_parts(backup, progress, forget_newer_counts)
            _restore_database(backup, progress)
            if not planned.to_migrate:
                _take_steps(progress)
    return Restored(written, removed, planned.to_migrate)


def _restore_files(backup: Unpacking, progress: Progress) -> tuple[int, int]:
    written = removed = 0
    for part in stored.STORAGES:
        kept = set()
        with progress.step(part), stored.asked(part) as storage:
            for entry in parts(backup.manifest)[part]:
                name = entry.name.removeprefix(f"{part}/")
                with backup.open(entry) as content:
                    written += stored.put(storage, name, entry, content)
                kept.add(name)
                progress.told(entry.size)
            removed += stored.remove_others(storage, kept)
    return written, removed


def _restore_parts(backup: Unpacking, progress: Progress, clear: bool) -> None:
    for name, part in PARTS.items():
        with progress.step(name):
            if clear:
                part.clear()
            for entry in parts(backup.manifest)[name]:
                with backup.open(entry) as content:
                    part.put(entry.name.removeprefix(f"{name}/"), content, entry.size, entry.sha256)


def _restore_database(backup: Unpacking, progress: Progress) -> None:
    manifest = backup.manifest
    with progress.step("database"), backup.open(entry_of_database(manifest)) as content:
        configured().restore(content, manifest.database_version)


def _take_steps(progress: Progress) -> None:
    for name, step in STEPS.items():
        with progress.step(name):
            step()


def _few(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
