"""Which migrations the database lacks, and which it has that this version does not know."""

from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models.signals import pre_migrate
from django.dispatch import receiver

from core.registry import rooms


def unapplied() -> list[tuple]:
    """The plan of `migrate`, as Django says it: (migration, whether it would be undone); empty where there is nothing to do."""
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


def unknown() -> list[str]:
    """Migrations of our rooms that the database has been through and this version has no file for."""
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    ours = {room.label for room in rooms()}
    known = loader.disk_migrations.keys() | {key for one in loader.disk_migrations.values() for key in one.replaces}
    return sorted(
        f"{app}.{name}" for app, name in loader.applied_migrations if app in ours and (app, name) not in known
    )


@receiver(pre_migrate)
def refuse_another_version(app_config, **kwargs) -> None:
    """Django would leave such tables as they are, and take them for its own. Raises CommandError."""
    if app_config.label == "core" and (found := unknown()):
        raise CommandError(
            f"This database was migrated by another version of the site, which had {', '.join(found)}. Nothing was changed. "
            "If that version is newer, install it or restore a backup of this one; "
            "if it is older than 0.2.0, begin with an empty database."
        )
