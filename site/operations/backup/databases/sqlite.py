"""SQLite: copied by its online backup while the site runs, restored by putting the copy in its place."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.db import connections

from operations.backup.file.manifest import Table
from operations.backup.folders import scratch_folder
from operations.backup.problems import BackupError, DamagedError

KIND, ENTRY = "sqlite", "database/db.sqlite3"
RESTORING = ".restoring"
BLOCK_BYTES = 2**20


@dataclass(frozen=True)
class Snapshot:
    """The database as it was at one moment, in a file of its own."""

    path: Path

    @property
    def version(self) -> str:
        return sqlite3.sqlite_version

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        with self.path.open("rb") as file:
            yield file

    def tables(self) -> dict[str, Table]:
        with closing(sqlite3.connect(self.path)) as database:
            return tables(database)

    def migrations(self) -> list[tuple[str, str]]:
        with closing(sqlite3.connect(self.path)) as database:
            return _migrations(database)


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    """One read of a database in WAL mode: writers go on meanwhile."""
    path = _path()
    if not path.exists():
        raise BackupError(f"there is no database at {path}: is VAR_DIR right?")
    with scratch_folder() as folder:
        copy = folder / "db.sqlite3"
        try:
            with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=60)) as source:
                _copy(source, copy)
        except sqlite3.DatabaseError as error:
            raise _full(error) or BackupError(f"the database at {path} cannot be copied: {error}") from None
        yield Snapshot(copy)


def is_empty() -> bool:
    path = _path()
    if not path.exists() or not path.stat().st_size:
        return True
    try:
        with closing(sqlite3.connect(path)) as database:
            return not database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.DatabaseError:
        return False


def require_unused() -> None:
    """Nobody else may have the database open; one that is damaged is nobody's."""
    connections.close_all()
    path = _path()
    if not path.exists():
        return
    try:
        with closing(sqlite3.connect(path, timeout=1)) as database:
            database.execute("PRAGMA journal_mode = DELETE")  # refused while another connection is open
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise BackupError(
                f"the database {path} is in use: stop the site, its workers and other commands first"
            ) from None
    except sqlite3.DatabaseError:
        return


def mark(sentence: str) -> None:
    """The marker beside the database (`marks.py`) is enough: who has this file has that one."""


def marked() -> bool:
    return False


def restore(content: BinaryIO, version: str) -> None:
    """Put the copy in the place of the database, without the sessions of the team, in one step."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + RESTORING)
    for left in (fresh, *_beside(fresh)):
        left.unlink(missing_ok=True)
    _write(content, fresh)
    with closing(sqlite3.connect(fresh)) as database:
        if database.execute("SELECT 1 FROM sqlite_master WHERE name = 'django_session'").fetchone():
            with database:
                database.execute("DELETE FROM django_session")
    with fresh.open("rb") as file:
        os.fsync(file.fileno())
    connections.close_all()
    for old in _beside(path):  # of the database before: with them the new one would be read wrongly
        old.unlink(missing_ok=True)
    fresh.replace(path)
    _sync_folder(path.parent)


@contextmanager
def restored_aside(content: BinaryIO, version: str) -> Iterator[dict[str, Table]]:
    """The tables of the copy, restored in a place of its own and found whole."""
    with scratch_folder() as folder:
        path = folder / "db.sqlite3"
        _write(content, path)
        try:
            with closing(sqlite3.connect(path)) as database:
                said = database.execute("PRAGMA integrity_check").fetchone()[0]
                if said != "ok":
                    raise DamagedError(f"the database in the backup is not whole: {said}")
                if lost := database.execute("PRAGMA foreign_key_check").fetchone():
                    raise DamagedError(f"a row of {lost[0]} in the backup refers to one of {lost[2]} that is not there")
                yield tables(database)
        except sqlite3.DatabaseError as error:
            raise DamagedError(f"the database in the backup cannot be read: {error}") from None


def tables(database: sqlite3.Connection) -> dict[str, Table]:
    names = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    ).fetchall()
    return {
        name: Table(database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 (names from the database)
        for (name,) in names
    }


def _migrations(database: sqlite3.Connection) -> list[tuple[str, str]]:
    try:
        return database.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
    except sqlite3.OperationalError:
        raise BackupError("the database holds no tables of the site yet: run `manage.py migrate` first") from None


def _copy(source: sqlite3.Connection, path: Path) -> None:
    with closing(sqlite3.connect(path)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, without those of a WAL


def _full(error: sqlite3.DatabaseError) -> OSError | None:
    full = getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
    return OSError(28, "No space left on device") if full else None


def _path() -> Path:
    return Path(connections["default"].settings_dict["NAME"])


def _beside(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal")]


def _write(content: BinaryIO, path: Path) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        while block := content.read(BLOCK_BYTES):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
