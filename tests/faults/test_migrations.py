"""A migration that is killed: the site does not start, and the next run ends where an undisturbed one would have."""

import signal
import subprocess

import pytest

from tests.faults.test_jobs import migrated  # noqa: F401 (a fixture)
from tests.live import LiveSite
from tests.outreach.living import SETTINGS

pytestmark = pytest.mark.processes

KILLED = """
import os, signal
from django.core.management import call_command
from django.db import connection
done = 0
def count(execute, sql, params, many, context):
    global done
    result = execute(sql, params, many, context)
    done += not str(sql).lstrip().upper().startswith("SELECT")
    if done == {statement}:
        os.kill(os.getpid(), signal.SIGKILL)
    return result
with connection.execute_wrapper(count):
    call_command("migrate", verbosity=0)
"""
SCHEMA = """
from django.db import connection
with connection.cursor() as cursor:
    for table in sorted(connection.introspection.table_names(cursor)):
        columns = [(c.name, str(c.type_code), c.null_ok) for c in connection.introspection.get_table_description(cursor, table)]
        print(table, sorted(columns), sorted(connection.introspection.get_constraints(cursor, table)))
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    print(*cursor.fetchall(), sep="\\n")
"""


def test_killed_migration_is_finished_by_the_next(migrated, tmp_path, db):  # noqa: F811
    site = LiveSite(tmp_path / "var", SETTINGS | migrated)

    def shell(code: str, check: bool = True) -> subprocess.CompletedProcess:
        return site.run("shell", "-v", "0", "-c", code, check=check)

    whole = shell(SCHEMA).stdout
    for app, name in (("editorial", "0004"), ("core", "0003")):
        site.run("migrate", app, name, "-v", "0")
    statuses = [shell(KILLED.format(statement=number), check=False).returncode for number in (1, 2, 4)]
    refused = site.run("serve", "--port", str(site.port), check=False)
    site.run("migrate", "-v", "0")

    assert statuses == [-signal.SIGKILL] * 3
    assert (refused.returncode, "run `manage.py migrate` first" in refused.stderr) == (1, True)
    assert shell(SCHEMA).stdout == whole
