"""A migration that is killed: the site does not start, and the next run ends where an undisturbed one would have."""

import json
import signal
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.db.utils import ConnectionHandler

from tests.faults.test_jobs import migrated  # noqa: F401 (a fixture)
from tests.live import LiveSite
from tests.outreach.living import SETTINGS

pytestmark = pytest.mark.processes

# What is done again makes tables, triggers, constraints and indexes.
# Not between its commit and its record: Django writes that afterwards where indexes came last, and the next run finds its tables there.
# Each run that is killed is a fork of the process that went back: it begins as another `migrate` would.
KILLED = """
import json, os, signal
from django.core.management import call_command
from django.db import connection, connections
for app, name in (("audit_log", "zero"), ("cards", "zero"), ("press", "zero")):
    call_command("migrate", app, name, verbosity=0)

def killed_at(statement):
    done = 0
    def count(execute, sql, params, many, context):
        nonlocal done
        result = execute(sql, params, many, context)
        done += not str(sql).lstrip().upper().startswith("SELECT")
        if done == statement:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    with connection.execute_wrapper(count):
        call_command("migrate", verbosity=0)

def fork(statement):
    connections.close_all()
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        killed_at(statement)
    finally:
        os._exit(1)

print(json.dumps([fork(statement) for statement in (2, 5, 10)]))
"""


def schema(site: LiveSite) -> list[str]:
    """Of its database: the tables, their columns and constraints, and the migrations that were applied."""
    url = site.environment.get("DATABASE_URL")
    name = urlsplit(url).path.strip("/") if url else str(Path(site.environment["VAR_DIR"]) / "db.sqlite3")
    other = ConnectionHandler({"default": connection.settings_dict | {"NAME": name}})["default"]
    try:
        with other.cursor() as cursor:
            look = other.introspection
            tables = [
                f"{table} {sorted((c.name, str(c.type_code), c.null_ok) for c in look.get_table_description(cursor, table))}"
                f" {sorted(look.get_constraints(cursor, table))}"
                for table in sorted(look.table_names(cursor))
            ]
            cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
            return [*tables, *map(str, cursor.fetchall())]
    finally:
        other.close()


def test_killed_migration_is_finished_by_the_next(migrated, tmp_path, db):  # noqa: F811
    site = LiveSite(tmp_path / "var", SETTINGS | migrated)

    whole = schema(site)
    statuses = json.loads(site.run("shell", "-v", "0", "-c", KILLED).stdout.splitlines()[-1])
    left = schema(site)
    refused = site.run("serve", "--port", str(site.port), check=False)
    site.run("migrate", "-v", "0")

    assert statuses == [-signal.SIGKILL] * 3
    assert left != whole
    assert (refused.returncode, "run `manage.py migrate` first" in refused.stderr) == (1, True)
    assert schema(site) == whole
