"""Where the nodes of a site share their numbers: one row in PostgreSQL, and a notification to who listens (docs/adr/0023-what-the-server-does-itself.md)."""

import secrets
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections

from serving.page_cache.changes.numbers import combined
from serving.postgresql import patience

FORGOTTEN = 86_400  # seconds without a word, after which a node has left
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


@dataclass(frozen=True)
class Seen:
    """What a node that serves last confirmed: the number of withdrawals as it knew them, so many seconds ago."""

    name: str
    withdrawn: int
    ago: float


class InDatabase:
    """Numbers are pairs: of changes, and of withdrawals. They never return to an earlier value, whatever is lost."""

    def __init__(self, alias: str = DEFAULT_DB_ALIAS):
        self.alias = alias
        self._listening: psycopg.Connection | None = None

    def tell(self, *, withdrawn: bool, listening: bool = False) -> tuple[int, int]:
        """Count a change, and wake every node; the numbers after it. `listening` where the watcher's thread asks."""
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
        """The numbers now; asked by the watcher's thread.

        Where the row was lost it is made at once, with an epoch of its own: two losses do not look alike.
        """
        with self._listener() as cursor:
            row = cursor.execute(READ).fetchone()
            if row is None:
                self.restart()
                row = cursor.execute(READ).fetchone()
        epoch, changes, withdrawals = row
        return combined(epoch, changes), combined(epoch, withdrawals)

    def restart(self) -> None:
        """Draw a new epoch: all that nodes keep is then older than anything that may have been lost."""
        with self._listener() as cursor:
            cursor.execute(RESTART, [secrets.randbits(31)])

    def confirm(self, name: str, withdrawn: int) -> None:
        """Say that this node shows nothing that was withdrawn up to this number; said by the watcher's thread."""
        with self._listener() as cursor:
            cursor.execute(CONFIRM, [name, withdrawn])
            cursor.execute(FORGET, [FORGOTTEN])

    def nodes(self) -> tuple[int, list[Seen]]:
        """The number of withdrawals now, and the nodes that were heard within a day; asked by any thread."""
        with connections[self.alias].cursor() as cursor:
            cursor.execute(NODES)
            found = [Seen(name, withdrawn, max(ago, 0.0)) for name, withdrawn, ago in cursor.fetchall()]
            cursor.execute(READ)
            epoch, _changes, withdrawals = cursor.fetchone() or (0, 0, 0)
        return combined(epoch, withdrawals), [seen for seen in found if seen.ago <= FORGOTTEN]

    def wait(self, seconds: float) -> None:
        """Until somebody tells a change, or so long at most."""
        with self._listener() as cursor:
            for _notification in cursor.connection.notifies(timeout=seconds, stop_after=1):
                return

    def close(self) -> None:
        """Let go of the connection that listens; the next call makes a new one."""
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
