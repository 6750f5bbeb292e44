"""Makes a backup: under a hidden name until it is whole and on the disk, so that whatever is cut short looks like nothing."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from core.upkeep.backups import PARTS, Read
from operations.backup import referred, stored
from operations.backup.databases import configured
from operations.backup.file.archive import Packing
from operations.backup.file.manifest import Manifest
from operations.backup.file.sealing import Sealing
from operations.backup.keeping import name_of
from operations.backup.marks import require_whole
from operations.backup.problems import FULL, BackupError
from operations.backup.progress import Progress

PART = ".part"
LOCK = ".backup.lock"


@dataclass(frozen=True)
class Written:
    path: Path
    files: int
    missing: list[str]
    encrypted: bool

    @property
    def bytes(self) -> int:
        return self.path.stat().st_size


def write(destination: Path, progress: Progress) -> Written:
    """Back up into a folder, under a name that says when, or to a file that does not exist yet."""
    require_whole()
    key = next(iter(settings.BACKUP_KEYS), "")
    path = destination
    if destination.is_dir() or not destination.suffix:
        destination.mkdir(parents=True, exist_ok=True)
        path = destination / name_of(datetime.now(UTC), sealed=bool(key))
    _require_place(path)
    with _alone(path.parent), _unfinished(path) as file:
        sealing = Sealing(file, key) if key else None
        packing = Packing(sealing or file, progress.told)
        try:
            manifest = _pack(packing, progress)
        finally:
            packing.abandon()
        if sealing:
            sealing.finish()
    return Written(path, len(manifest.files), manifest.missing, bool(key))


def _pack(packing: Packing, progress: Progress) -> Manifest:
    """The order is that of the promise: what was acknowledged before the database is copied is in it, or in the journal."""
    database, named, missing = configured(), referred.names(), []
    with _held_parts() as parts:
        with progress.step("database"), database.snapshot() as snapshot:
            tables, migrations, made_with = snapshot.tables(), snapshot.migrations(), snapshot.version
            with snapshot.opened() as content:
                packing.add(database.ENTRY, content)
        for name, read in parts.items():
            with progress.step(name):
                for below, file, length in read():
                    packing.add(f"{name}/{below}", file, length)
    for part in stored.STORAGES:
        with progress.step(part):
            missing += _pack_storage(packing, part)
    missing += _unheld(named & referred.names(), packing, missing)
    manifest = Manifest(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        version=project_version(),
        site=settings.BASE_URL,
        database=database.KIND,
        database_version=made_with,
        migrations=migrations,
        tables=tables,
        files=packing.entries,
        missing=missing,
    )
    packing.finish(manifest)
    return manifest


def _pack_storage(packing: Packing, part: str) -> list[str]:
    missing = []
    with stored.asked(part) as storage:
        for name in stored.names(storage):
            try:
                with stored.opened(storage, name) as content:
                    packing.add(f"{part}/{name}", content)
            except FileNotFoundError:
                missing.append(f"{part}/{name}")  # withdrawn or deleted in this moment
    return missing


def _unheld(named: set[str], packing: Packing, known: list[str]) -> list[str]:
    """What the database has named from the beginning to the end, and no storage gave."""
    held = {name.partition("/")[2] for name in (*(entry.name for entry in packing.entries), *known)}
    return sorted(named - held)


@contextmanager
def _held_parts() -> Iterator[dict[str, Read]]:
    with ExitStack() as stack:
        yield {name: stack.enter_context(part.held()) for name, part in PARTS.items()}


def _require_place(path: Path) -> None:
    if path.exists():
        raise BackupError(f"{path} exists already: name a folder, or a file that does not exist")
    if not path.parent.is_dir():
        raise BackupError(f"{path.parent} is no folder: make it first")
    for part in stored.STORAGES:
        with stored.asked(part) as storage, suppress(NotImplementedError):  # which lies on no disk of ours
            if path.resolve().is_relative_to(Path(storage.path("")).resolve()):
                raise BackupError(
                    f"{path} lies in the {part} files, which the backup holds: choose a folder outside of them"
                )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One backup at a time goes into a folder; what a killed one left there goes first."""
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError(f"another backup into {folder} is under way: wait until it has ended") from None
        for left in folder.glob(f".*{PART}"):
            left.unlink()
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _unfinished(path: Path) -> Iterator[BinaryIO]:
    """A hidden file that takes its name once it is whole and the disk has it; it goes where anything fails."""
    hidden = path.with_name(f".{path.name}{PART}")
    try:
        with os.fdopen(os.open(hidden, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        hidden.rename(path)
        _sync(path.parent)
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise BackupError(
            f"no room is left for the backup in {path.parent}, or for a copy of the database in {settings.VAR_DIR}: "
            "make room, keep fewer backups, or choose another folder; nothing of it was left there"
        ) from None
    finally:
        hidden.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_under_way(folder: Path) -> bool:
    """Whether a backup is being made there by a process of this machine."""
    try:
        descriptor = os.open(folder / LOCK, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def project_version() -> str:
    try:
        return version("aller-vers")
    except PackageNotFoundError:
        return "unknown"
