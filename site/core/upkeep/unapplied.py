"""Which migrations the database lacks."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def unapplied() -> list[tuple]:
    """The plan of `migrate`, as Django says it: (migration, whether it would be undone); empty where there is nothing to do."""
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())
