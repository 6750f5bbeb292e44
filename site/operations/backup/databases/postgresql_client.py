"""The programs of PostgreSQL, and where they connect: by the environment, so that no list of processes shows a password."""

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import BinaryIO

import psycopg
from django.db import connections

from operations.backup.problems import BackupError

VARIABLES = {
    "dbname": "PGDATABASE",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "host": "PGHOST",
    "port": "PGPORT",
    "service": "PGSERVICE",
    "passfile": "PGPASSFILE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "sslcrl": "PGSSLCRL",
    "channel_binding": "PGCHANNELBINDING",
    "gssencmode": "PGGSSENCMODE",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
    "options": "PGOPTIONS",
    "connect_timeout": "PGCONNECT_TIMEOUT",
}


@dataclass(frozen=True)
class Address:
    """Parameters of libpq, by their names."""

    parameters: dict[str, str]

    @property
    def name(self) -> str:
        return self.parameters.get("dbname", "")

    @property
    def user(self) -> str:
        return self.parameters.get("user", "")

    def named(self, name: str) -> "Address":
        return replace(self, parameters=self.parameters | {"dbname": name})

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return kept | {VARIABLES[name]: value for name, value in self.parameters.items()} | {"PGAPPNAME": "backup"}

    def connect(self, *, autocommit: bool = False) -> psycopg.Connection:
        try:
            return psycopg.connect(**self.parameters, autocommit=autocommit, application_name="backup")
        except psycopg.OperationalError as error:
            raise BackupError(f"the database does not answer: {error}") from None


def address() -> Address:
    """Of the database of the site."""
    said = connections["default"].settings_dict
    parameters = {
        "dbname": said["NAME"],
        "user": said["USER"],
        "password": said["PASSWORD"],
        "host": said["HOST"],
        "port": str(said["PORT"]),
    } | {name: str(value) for name, value in said["OPTIONS"].items() if name in VARIABLES}
    return Address({name: value for name, value in parameters.items() if value})


def program(name: str, *, at_least: str) -> str:
    """The path of a program of PostgreSQL that is no older than a server; BackupError says what to install."""
    wanted = f"install the client of PostgreSQL {at_least} or later (postgresql-client-{at_least} on Debian)"
    path = shutil.which(name)
    if path is None:
        raise BackupError(f"{name} was not found: {wanted}")
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.search(r"\) (\d+)", said)
    if version and int(version[1]) < int(at_least):
        raise BackupError(f"{name} is of version {version[1]}, too old for a server or a copy of {at_least}: {wanted}")
    return path


@contextmanager
def finished(process: subprocess.Popen, sentence: str, error: type[BackupError] = BackupError) -> Iterator[None]:
    """Wait for a process and raise `error` with what it said where it failed; it is killed where the body fails."""
    said: list[bytes] = []
    listening = threading.Thread(target=lambda: said.extend(iter(lambda: process.stderr.read(4096), b"")))
    listening.start()
    failed = True
    try:
        with suppress(BrokenPipeError):  # it ended early, and says why
            yield
        failed = False
    finally:
        if failed:
            process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(BrokenPipeError):
                    pipe.close()
        status = process.wait()
        listening.join()
        process.stderr.close()
    if status:
        words = b"".join(said).decode(errors="replace").strip().splitlines()
        raise error(f"{sentence}: {words[-1] if words else f'status {status}'}")


class Stopped(Exception):  # noqa: N818 (no error of its own: the process that stopped tells why)
    """The process that is written to has ended."""


def write(block: bytes, into: BinaryIO) -> None:
    try:
        into.write(block)
    except BrokenPipeError:
        raise Stopped from None


def pump(content: BinaryIO, into: BinaryIO) -> None:
    """Copy in a thread, and close `into` at the end; one that stops reading early is asked for its reason elsewhere."""

    def copy() -> None:
        try:
            with suppress(BrokenPipeError, ValueError):
                while block := content.read(2**18):
                    into.write(block)
        finally:
            with suppress(BrokenPipeError):
                into.close()

    threading.Thread(target=copy, daemon=True).start()
