"""The migrated database, kept from run to run: migrations take half a minute, a copy a second.

What was made of the same migrations, models, roles and packages is the same database. A run begins with a copy of it, on which
`migrate` finds nothing left to do. One is kept for a checkout (SQLite) and for a server (PostgreSQL).
"""

import fcntl
import hashlib
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlsplit

import psycopg
from django.db import connection, connections

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "tests"
ROOMS = ("campaigns", "home", "site")
PREFIX = "migrated_"


class Migrated:
    """`place` it before the databases of the tests are set up, `keep` it after that: one process makes it, others wait."""

    def __init__(self):
        FOLDER.mkdir(parents=True, exist_ok=True)
        _test_name()
        self.lock = (FOLDER / "migrated.lock").open("w")
        self.kept = (_File if connection.vendor == "sqlite" else _Template)(name())

    def place(self) -> None:
        fcntl.flock(self.lock, fcntl.LOCK_EX)
        if self.kept.exists():
            self.kept.copy_to_test()
            fcntl.flock(self.lock, fcntl.LOCK_UN)
            self.lock.close()
        else:
            self.kept.drop_test()

    def keep(self) -> None:
        if not self.lock.closed:
            connection.close()
            self.kept.copy_from(_test_name())
            self.lock.close()

    def restore(self) -> None:
        """The migrated database anew, in the place of one that a test has emptied."""
        connections.close_all()
        self.kept.restore_test()

    def drop(self) -> None:
        """Remove the test database of this process; what is kept stays."""
        connection.close()
        self.kept.drop_test()


def name() -> str:
    """Of the database that is kept, on PostgreSQL; of its file, without its ending, on SQLite."""
    return f"{PREFIX}{_digest()}"


def copy_or_make(url: str, file: Path, migrate: Callable[[], object]) -> None:
    """The migrated database in another one of the server at `url`, or in a file of SQLite; `migrate` makes it there."""
    kept = (_Template if url else _File)(name())
    to = urlsplit(url).path.strip("/") if url else str(file)
    if url and not _is_ours(url):
        migrate()
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            migrate()
            kept.copy_from(to)
            return
    kept.copy_to(to)


def _is_ours(url: str) -> bool:
    """Whether it is on the server of the suite."""
    of, server = connection.settings_dict, urlsplit(url)
    mine = of["HOST"], int(of["PORT"] or 5432)
    return connection.vendor == "postgresql" and mine == (server.hostname, server.port or 5432)


def _digest() -> str:
    made_by = Path(__file__).with_name("conftest.py").read_text()
    digest = hashlib.sha256(f"{sys.version} {(ROOT / 'uv.lock').read_text()} {made_by}".encode())
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if path.parent.name in ("migrations", "models", "access") or path.name in (
                "models.py",
                "room.py",
                "roles.py",
            ):
                digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def _test_name() -> str:
    """Asked first before the databases are set up: from then on the connection says that name itself."""
    return str(connection.settings_dict["TEST"]["NAME"] or f"test_{connection.settings_dict['NAME']}")


class _File:
    """A SQLite database."""

    def __init__(self, name: str):
        self.path = FOLDER / f"{name}.sqlite3"

    def exists(self) -> bool:
        return self.path.exists()

    def copy_to_test(self) -> None:
        self.drop_test()
        self.copy_to(_test_name())

    def restore_test(self) -> None:
        """Through SQLite: a thread of another test may still have the file open, or open it now."""
        kept = closing(sqlite3.connect(f"{self.path.as_uri()}?mode=ro&immutable=1", uri=True))
        with kept as source, closing(sqlite3.connect(_test_name(), timeout=20)) as test:
            source.backup(test)

    def copy_to(self, name: str) -> None:
        shutil.copyfile(self.path, name)

    def copy_from(self, name: str) -> None:
        for old in FOLDER.glob(f"{PREFIX}*"):
            old.unlink()
        part = self.path.with_suffix(".part")
        shutil.copyfile(name, part)
        part.replace(self.path)

    def drop_test(self) -> None:
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(_test_name() + suffix).unlink(missing_ok=True)


class _Template:
    """A PostgreSQL database that others are made from, on the server of the tests."""

    def __init__(self, name: str):
        self.name = name

    def exists(self) -> bool:
        return bool(self._run("SELECT 1 FROM pg_database WHERE datname = %s", self.name))

    def copy_to_test(self) -> None:
        self.copy_to(_test_name())

    restore_test = copy_to_test

    def copy_to(self, name: str) -> None:
        self._make(name, self.name)

    def copy_from(self, name: str) -> None:
        for (old,) in self._run("SELECT datname FROM pg_database WHERE datname LIKE %s", f"{PREFIX}%"):
            self._drop(old)
        self._make(f"{self.name}_part", name)
        self._run(f'ALTER DATABASE "{self.name}_part" RENAME TO "{self.name}"')

    def drop_test(self) -> None:
        self._drop(_test_name())

    def _make(self, name: str, template: str) -> None:
        self._drop(name)
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def _drop(self, name: str) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _run(self, statement: str, *values: str) -> list[tuple]:
        of = connection.settings_dict
        address = f"postgresql://{quote(of['USER'])}:{quote(of['PASSWORD'])}@{of['HOST']}:{of['PORT'] or 5432}/postgres"
        with psycopg.connect(address, autocommit=True) as server:
            cursor = server.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []
