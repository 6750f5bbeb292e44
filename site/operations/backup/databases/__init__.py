"""The database in a backup: one module for each kind, with the same functions."""

from types import ModuleType

from django.db import connection

from operations.backup.databases import postgresql, sqlite

KINDS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


def configured() -> ModuleType:
    """The module for the database that the site is set up with."""
    return KINDS[connection.vendor]
