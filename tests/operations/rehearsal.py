"""Upgrades the site of a dump and rolls it back, as docs/operations.md says; prints one JSON object of what was found.

`python -m tests.operations.rehearsal <file for the backup> <addresses>` in the environment of that site.
"""

import json
import sys
from pathlib import Path

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402
from django.db.migrations.recorder import MigrationRecorder  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from reach.comparison.reconciling import reconcile  # noqa: E402
from tests.operations import site_facts  # noqa: E402

MADE_ANEW = ("core_sharednumbers", "wagtailcore_referenceindex", "wagtailsearch_indexentry")  # by a restore


def main() -> None:
    setup_test_environment()
    file, paths = sys.argv[1], sys.argv[2:]
    recorded = set(MigrationRecorder(connection).applied_migrations())
    before = everything()
    quietly("backup", file)
    call_command("migrate", verbosity=0)
    told = {"upgraded": site(paths), "reconciled": reconcile().ok, "irreversible": reverse(recorded)}
    told["reversed"] = site_facts.facts()
    call_command("migrate", verbosity=0)
    told["again"] = site(paths)
    connections.close_all()
    quietly("restore", file, "--replace")
    told["rolled back"] = everything() == before
    call_command("migrate", verbosity=0)
    told["upgraded once more"] = site(paths)
    before = everything()
    quietly("backup", f"{file}.after.zip")
    connections.close_all()
    quietly("restore", f"{file}.after.zip", "--replace")
    now = everything()
    differing = (name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
    told["restored in place"] = [name for name in differing if not name.startswith(MADE_ANEW)]
    print(json.dumps(told))


def site(paths: list[str]) -> dict:
    return {
        "facts": site_facts.facts(),
        "statuses": site_facts.statuses(paths),
        "waiting": len(MigrationExecutor(connection).migration_plan(leaves())),
        "newer": site_facts.asked("SELECT count(*) FROM newer_note")[0][0],
    }


def leaves() -> list[tuple[str, str]]:
    return MigrationExecutor(connection).loader.graph.leaf_nodes()


def reverse(recorded: set[tuple[str, str]]) -> list[str]:
    """Take back what is newer than the dump, and name what cannot be. New apps of others stay: older code does not see them."""
    executor = MigrationExecutor(connection)
    targets = []
    for app in sorted(executor.loader.migrated_apps):
        own = [key for key in executor.loader.graph.nodes if key[0] == app]
        known = [key for key in own if key in recorded]
        last = [key for key in known if not any(key in parents_of(executor, other) for other in known if other != key)]
        if len(own) > len(known) and (known or is_ours(app)):
            targets += last or [(app, None)]
    plan = executor.migration_plan(targets) if targets else []
    irreversible = [str(one) for one, _back in plan if not all(step.reversible for step in one.operations)]
    if not irreversible:
        executor.migrate(targets)
    return irreversible


def parents_of(executor: MigrationExecutor, key: tuple[str, str]) -> set[tuple[str, str]]:
    return {parent.key for parent in executor.loader.graph.node_map[key].parents if parent.key[0] == key[0]}


def is_ours(app: str) -> bool:
    return "site-packages" not in Path(apps.get_app_config(app).path).parts


def everything() -> dict[str, list]:
    """Each table with its columns and all of its rows."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table.startswith("wagtailsearch_indexentry_fts_"):
                continue  # of SQLite's own index
            columns = [
                (column.name, str(column.type_code), column.null_ok)
                for column in connection.introspection.get_table_description(cursor, table)
            ]
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = [columns, sorted(map(repr, cursor.fetchall()))]
    return found


def quietly(*arguments: str) -> None:
    with Path("/dev/null").open("w") as nowhere:
        call_command(*arguments, stdout=nowhere, stderr=nowhere)


main()
