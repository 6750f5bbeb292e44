"""PostgreSQL: copied by pg_dump in one snapshot with the counts of its rows, restored by psql in one transaction."""

import re
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from typing import BinaryIO

import psycopg
from django.db import connections
from psycopg import sql

from operations.backup.databases.postgresql_client import Address, Stopped, address, finished, program, pump, write
from operations.backup.file.manifest import Table
from operations.backup.problems import BackupError, DamagedError

KIND, ENTRY = "postgresql", "database/postgresql.dump"
MARK = "restore_under_way"
OPTIONS = ["--no-owner", "--no-privileges"]
EMPTY = """
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', name);
  END LOOP;
  FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema() LOOP
    EXECUTE format('DROP SEQUENCE IF EXISTS %I CASCADE', name);
  END LOOP;
  FOR name IN
    SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')
  LOOP
    EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', name);
  END LOOP;
END $$;
"""
SIGN_OUT = """
DO $$ BEGIN IF to_regclass('public.django_session') IS NOT NULL THEN DELETE FROM public.django_session; END IF; END $$;
"""


@dataclass(frozen=True)
class Snapshot:
    """A transaction that sees the database as it was at one moment, and lets pg_dump see the same."""

    connection: psycopg.Connection
    to: Address
    version: str = field(default="")

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        name = self.connection.execute("SELECT pg_export_snapshot()").fetchone()[0]
        command = [program("pg_dump", at_least=self.version), "--format=custom", "--compress=0", *OPTIONS]
        dump = subprocess.Popen(
            [*command, f"--snapshot={name}"], env=self.to.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        with finished(dump, "pg_dump could not copy the database"):
            yield dump.stdout

    def tables(self) -> dict[str, Table]:
        return tables(self.connection)

    def migrations(self) -> list[tuple[str, str]]:
        try:
            return self.connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
        except psycopg.errors.UndefinedTable:
            raise BackupError("the database holds no tables of the site yet: run `manage.py migrate` first") from None


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    to = address()
    with closing(to.connect()) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        yield Snapshot(connection, to, _server_version(connection))


def is_empty() -> bool:
    with closing(address().connect()) as connection:
        return not connection.execute(
            "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename <> %s LIMIT 1", [MARK]
        ).fetchone()


def require_unused() -> None:
    connections.close_all()
    with closing(address().connect()) as connection:
        others = connection.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        ).fetchone()[0]
    if others:
        raise BackupError(
            f"the database is in use by {others} other connections: stop the site on every node, its workers and other commands first"
        )


def mark(sentence: str) -> None:
    """A table that goes in the same transaction in which the database is restored: every node sees it."""
    with closing(address().connect()) as connection, connection.transaction():
        connection.execute(f"CREATE TABLE IF NOT EXISTS {MARK} (said text)")
        connection.execute(f"INSERT INTO {MARK} VALUES (%s)", [sentence])  # noqa: S608 (a name of ours)


def marked() -> bool:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [MARK])
        return cursor.fetchone()[0] is not None


def restore(content: BinaryIO, version: str) -> None:
    """In one transaction, without the sessions of the team: whoever is killed leaves the database as it was."""
    connections.close_all()
    _load(content, address(), version, before=EMPTY, after=SIGN_OUT)


@contextmanager
def restored_aside(content: BinaryIO, version: str) -> Iterator[dict[str, Table]]:
    """The tables of the copy, restored into a database of its own on the same server, which goes afterwards."""
    here = address()
    with closing(here.connect(autocommit=True)) as server:
        _drop_left(server, here)
        there = here.named(f"{here.name[:40]}_check_{secrets.token_hex(4)}")
        try:
            server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(there.name)))
        except psycopg.errors.InsufficientPrivilege:
            raise CannotCreateError(
                f"the user {here.user} may not create the database in which a backup is checked: "
                f"ALTER ROLE {here.user} CREATEDB, or check it on another server"
            ) from None
        try:
            _load(content, there, version)
            with closing(there.connect()) as connection:
                yield tables(connection)
        finally:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(there.name)))


class CannotCreateError(BackupError):
    """The database's user may not make another database."""


def tables(connection: psycopg.Connection) -> dict[str, Table]:
    """Rows, and the sum of a hash of each, whatever their order; the session is set so that each server writes them alike."""
    connection.execute("SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; SET LOCAL extra_float_digits = 1")
    names = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
    ).fetchall()
    found = {}
    for (name,) in names:
        rows, digest = connection.execute(
            sql.SQL("SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM {} t").format(
                sql.Identifier(name)
            )
        ).fetchone()
        found[name] = Table(rows, digest)
    return found


def _load(content: BinaryIO, to: Address, version: str, before: str = "", after: str = "") -> None:
    """What pg_restore writes goes through this process to psql: without its good end, COMMIT is never sent."""
    reading = subprocess.Popen(
        [program("pg_restore", at_least=version), "--file=-", *OPTIONS],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    writing = subprocess.Popen(
        [program("psql", at_least=version), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-"],
        env=to.environment(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    with finished(writing, "the database could not be restored"):
        writing.stdin.write(f"BEGIN;\n{before}".encode())
        with suppress(Stopped), finished(reading, "the copy of the database could not be read", error=DamagedError):
            pump(content, reading.stdin)
            for block in iter(lambda: reading.stdout.read1(2**16), b""):
                write(block, writing.stdin)
        writing.stdin.write(f"{after}\nCOMMIT;\n".encode())


def _drop_left(server: psycopg.Connection, here: Address) -> None:
    """Databases in which a killed process checked a backup."""
    names = server.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE %s AND NOT EXISTS "
        "(SELECT 1 FROM pg_stat_activity WHERE pg_stat_activity.datname = pg_database.datname)",
        [here.name[:40].replace("_", r"\_") + r"\_check\_%"],
    ).fetchall()
    for (name,) in names:
        if re.fullmatch(r".*_check_[0-9a-f]{8}", name):
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _server_version(connection: psycopg.Connection) -> str:
    return str(connection.info.server_version // 10_000)
