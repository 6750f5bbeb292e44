"""How long a web process waits for its database; commands, migrations and the worker wait as long as it takes.

The bound is the client's own: a database behind a line that went silent tells nothing, and a pooler may refuse settings.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg

CONNECTING = 5  # seconds
CHECKING = 3.0  # seconds until a connection that was kept counts as lost
STATEMENT = 25.0  # seconds without an answer to one statement
CANCELLING = 2.0  # seconds
SLOW = 1.0  # seconds: a failure that took longer is not waited for by everybody
PAUSE = 1.0  # seconds until one asks again

_limited = False


def limit_this_process() -> None:
    """Called by what serves visitors and the team, before it opens a connection."""
    global _limited
    _limited = True


def is_limited() -> bool:
    return _limited


def bound(connection: psycopg.Connection, seconds: float = STATEMENT) -> psycopg.Connection:
    """Let no statement on this connection wait longer; `connection.patience` says how long, and may be changed."""
    wait = connection.wait
    connection.patience = seconds

    def bounded(generator: Any, *arguments: Any, **named: Any) -> Any:
        if named.get("timeout") is not None:  # of who listens, and knows what silence means
            return wait(generator, *arguments, **named)
        try:
            return wait(generator, *arguments, **named | {"timeout": connection.patience})
        except psycopg.errors._WaitTimeout:
            connection._try_cancel(timeout=CANCELLING)  # so that the server does not work on for nobody
            connection.pgconn.finish()
            raise psycopg.OperationalError(f"no answer within {connection.patience:g} seconds") from None

    connection.wait = bounded
    return connection


class Gate:
    """Once an attempt to connect was long in vain, one thread tries at a time, and the others are told at once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self.clock = clock
        self._closed_until = 0.0
        self._failing = False
        self._lock = threading.Lock()

    @property
    def is_closed(self) -> bool:
        return self.clock() < self._closed_until

    def close(self) -> None:
        with self._lock:
            self._failing, self._closed_until = True, self.clock() + PAUSE

    def through(self, connect: Callable[[], Any]) -> Any:
        started = self.clock()
        with self._lock:
            if started < self._closed_until:
                raise psycopg.OperationalError("the database did not answer a moment ago")
            if self._failing:
                self._closed_until = started + CONNECTING + PAUSE
        try:
            made = connect()
        except psycopg.OperationalError:
            if self.clock() - started > SLOW:
                self.close()
            else:
                self._open()
            raise
        self._open()
        return made

    def _open(self) -> None:
        with self._lock:
            self._failing, self._closed_until = False, 0.0


gate = Gate()
