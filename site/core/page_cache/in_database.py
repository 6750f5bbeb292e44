"""The numbers in PostgreSQL: one row, and a notification to who listens."""

import secrets
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections

from core.page_cache.numbers import combined

CHANNEL = "page_cache"
# A row that was lost comes back with another epoch.
COUNT = """
INSERT INTO core_sharednumbers AS known (id, epoch, changed, withdrawn) VALUES (1, %s, 1, 1)
ON CONFLICT (id) DO UPDATE SET changed = known.changed + 1, withdrawn = known.withdrawn + %s
RETURNING epoch, changed, withdrawn
"""
READ = "SELECT epoch, changed, withdrawn FROM core_sharednumbers WHERE id = 1"


class InDatabase:
    name = "database"

    def __init__(self, alias: str = DEFAULT_DB_ALIAS):
        self.alias = alias
        self._listening: psycopg.Connection | None = None

    def tell(self, *, withdrawn: bool, listening: bool = False) -> tuple[int, int]:
        cursor = self._listener() if listening else connections[self.alias].cursor()
        with cursor:
            try:
                cursor.execute(COUNT, [secrets.randbits(31), int(withdrawn)])
            except Exception as error:
                if getattr(error.__cause__ or error, "sqlstate", "") == psycopg.errors.UndefinedTable.sqlstate:
                    return 0, 0  # it is being migrated, and serves nobody yet
                raise
            epoch, changes, withdrawals = cursor.fetchone()
            cursor.execute(f"NOTIFY {CHANNEL}")
        return combined(epoch, changes), combined(epoch, withdrawals)

    def read(self) -> tuple[int, int]:
        with self._listener() as cursor:
            epoch, changes, withdrawals = cursor.execute(READ).fetchone() or (0, 0, 0)
        return combined(epoch, changes), combined(epoch, withdrawals)

    def wait(self, seconds: float) -> None:
        with self._listener() as cursor:
            for _notification in cursor.connection.notifies(timeout=seconds, stop_after=1):
                return

    def close(self) -> None:
        listening, self._listening = self._listening, None
        if listening is not None:
            listening.close()

    def _listener(self) -> Any:
        """A connection of the watcher's own: Django closes its own between requests, and one per thread."""
        if self._listening is None or self._listening.closed:
            parameters: dict[str, Any] = connections[self.alias].get_connection_params()
            parameters |= {"cursor_factory": psycopg.Cursor, "application_name": "page cache"}
            self._listening = psycopg.connect(**parameters, autocommit=True)
            self._listening.execute(f"LISTEN {CHANNEL}")
        return self._listening.cursor()
