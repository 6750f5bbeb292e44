"""The numbers in PostgreSQL: one row, and a notification to who listens."""

import secrets
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections

from serving.page_cache.changes.numbers import combined
from serving.page_cache.changes.shared import FORGOTTEN, Seen
from serving.postgresql import patience

CHANNEL = "page_cache"
# A row that was lost comes back with another epoch.
COUNT = """
INSERT INTO core_sharednumbers AS known (id, epoch, changed, withdrawn) VALUES (1, %s, 1, 1)
ON CONFLICT (id) DO UPDATE SET changed = known.changed + 1, withdrawn = known.withdrawn + %s
RETURNING epoch, changed, withdrawn
"""
READ = "SELECT epoch, changed, withdrawn FROM core_sharednumbers WHERE id = 1"
RESTART = """
INSERT INTO core_sharednumbers (id, epoch, changed, withdrawn) VALUES (1, %s, 0, 0)
ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch
"""
CONFIRM = """
INSERT INTO core_servingnode (name, withdrawn, heard_at) VALUES (%s, %s, clock_timestamp())
ON CONFLICT (name) DO UPDATE SET withdrawn = excluded.withdrawn, heard_at = excluded.heard_at
"""
NODES = "SELECT name, withdrawn, extract(epoch FROM clock_timestamp() - heard_at)::float FROM core_servingnode"
FORGET = "DELETE FROM core_servingnode WHERE heard_at < clock_timestamp() - make_interval(secs => %s)"
ANSWER = 5.0  # seconds until the watcher counts a silent database as lost


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
        """Where the row was lost it is made at once, with an epoch of its own: two losses do not look alike."""
        with self._listener() as cursor:
            row = cursor.execute(READ).fetchone()
            if row is None:
                self.restart()
                row = cursor.execute(READ).fetchone()
        epoch, changes, withdrawals = row
        return combined(epoch, changes), combined(epoch, withdrawals)

    def restart(self) -> None:
        with self._listener() as cursor:
            cursor.execute(RESTART, [secrets.randbits(31)])

    def join(self, name: str) -> None:
        """Who confirms is known."""

    def confirm(self, name: str, withdrawn: int) -> None:
        with self._listener() as cursor:
            cursor.execute(CONFIRM, [name, withdrawn])
            cursor.execute(FORGET, [FORGOTTEN])

    def nodes(self) -> tuple[int, list[Seen]]:
        found = self.known()
        with connections[self.alias].cursor() as cursor:
            cursor.execute(READ)
            epoch, _changes, withdrawals = cursor.fetchone() or (0, 0, 0)
        return combined(epoch, withdrawals), found

    def known(self) -> list[Seen]:
        with connections[self.alias].cursor() as cursor:
            cursor.execute(NODES)
            found = [Seen(name, withdrawn, max(ago, 0.0)) for name, withdrawn, ago in cursor.fetchall()]
        return [seen for seen in found if seen.ago <= FORGOTTEN]

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
            self._listening = patience.bound(psycopg.connect(**parameters, autocommit=True), ANSWER)
            self._listening.execute(f"LISTEN {CHANNEL}")
        return self._listening.cursor()
