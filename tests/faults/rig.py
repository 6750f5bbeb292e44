"""A counter of its own, in processes that may be killed: a folder, a database with the tables of reach, and its commands."""

import os
import subprocess
import sys
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.lacking import lacking
from tests.live import ROOT

POSTGRES = os.environ.get("REACH_TEST_PG", "postgres://postgres@127.0.0.1:5432/postgres")
TABLES = """
from django.db import connection
from reach.models import Beat, Cell, Held, Hour, OutOfLine, Reconciliation, Rejected, Room, Segment, Total
with connection.schema_editor() as editor:
    for model in (Beat, Cell, Held, Hour, OutOfLine, Reconciliation, Rejected, Room, Segment, Total):
        editor.create_model(model)
"""


COMMAND = (
    "import sys, django; django.setup(); from django.core.management import call_command; call_command(*sys.argv[1:])"
)


@dataclass
class Rig:
    var: Path
    database_url: str = ""
    lock_seconds: float = 20

    def make_tables(self) -> "Rig":
        self.run("-c", f"import django\ndjango.setup()\n{TABLES}")
        return self

    def run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess:
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, env=self.variables(), cwd=ROOT, capture_output=True, text=True, timeout=3600, check=check
        )

    def start(self, *arguments: str, **streams) -> subprocess.Popen:
        return subprocess.Popen([sys.executable, *arguments], env=self.variables(), cwd=ROOT, text=True, **streams)

    def variables(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "tests.faults.rig_settings",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            "SECRET_KEY": "only for tests, which keep nothing",
            "ALLOWED_HOSTS": "localhost",
            "BASE_URL": "http://localhost",
            "HTTPS": "off",
            "NODE_NAME": "node",
            "VAR_DIR": str(self.var),
            "DATABASE_URL": self.database_url,
            "REACH_LOCK_SECONDS": str(self.lock_seconds),
        }


@contextmanager
def postgres_database(template: str = ""):
    """The address of a PostgreSQL database of its own; the test is skipped where no server answers."""
    try:
        server = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        lacking(
            f"No PostgreSQL answers at {POSTGRES}: `apt-get install postgresql`, start it, or name another in REACH_TEST_PG, "
            f"whose user may create databases ({' '.join(str(error).split())})."
        )
    name = f"reach_{uuid.uuid4().hex[:12]}"
    with server:
        server.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        try:
            yield urlunsplit(urlsplit(POSTGRES)._replace(path=f"/{name}"))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
