"""Django's cache in Redis, for a site that goes on without it: while Redis is away, each process has a cache of its own.

So rates are limited by each process alone, as on a site without Redis. One failure is told to the log, and Redis is asked again after a few seconds. What could not be deleted or set meanwhile is
deleted before anything is read again, so that no value of before comes back.
"""

import logging
import threading
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

import redis
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient

PATIENCE = 1.0  # seconds
PAUSE = 5.0  # seconds without a further attempt by this process
OWED = 10_000  # keys; above, all that is older than this process remembers must expire by itself
READING = ("get", "get_many", "has_key", "clear")
AWAY = (redis.ConnectionError, redis.TimeoutError, redis.BusyLoadingError, redis.ReadOnlyError, OSError)

logger = logging.getLogger(__name__)


class Absence:
    """Of one server, known to all threads of a process: each has a client of its own."""

    def __init__(self):
        self.until = 0.0
        self.is_away = False
        self.owed: set[str] = set()
        self.memory = LocMemCache(f"absence-{id(self)}", {})
        self.lock = threading.Lock()

    def begin(self, error: Exception) -> None:
        with self.lock:
            self.until = time.monotonic() + PAUSE
            first, self.is_away = not self.is_away, True
        if first:
            self.memory.clear()
            # Its message may name the server and its password.
            logger.warning("the shared cache does not answer, each process has its own: %s", type(error).__name__)

    def owe(self, keys: list[str]) -> None:
        with self.lock:
            if len(self.owed) < OWED:
                self.owed.update(keys)

    def end(self, client: redis.Redis) -> None:
        """Before the first answer: forget what changed meanwhile."""
        with self.lock:
            owed, self.owed = list(self.owed), set()
        try:
            if owed:
                client.delete(*owed)
        except AWAY:
            self.owe(owed)
            raise
        self.is_away = False
        logger.warning("the shared cache answers again")


_absences: dict[str, Absence] = {}


def _harmless(name: str) -> Callable:
    """A method of the client that goes to this process's own memory while Redis is away; what it would have written is owed."""
    work = getattr(RedisCacheClient, name)

    @wraps(work)
    def method(self: "ForgivingClient", *arguments: Any) -> Any:
        absence = self.absence
        if time.monotonic() >= absence.until:
            try:
                if absence.is_away:
                    absence.end(self.get_client(write=True))
                return work(self, *arguments)
            except AWAY as error:
                absence.begin(error)
        if name not in READING:
            keys = arguments[0]
            absence.owe([keys] if isinstance(keys, str) else list(keys))
        return getattr(absence.memory, name)(*arguments)

    return method


class ForgivingClient(RedisCacheClient):
    def __init__(self, servers: list[str], **options: Any):
        super().__init__(servers, **{"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE} | options)
        self.absence = _absences.setdefault("".join(servers), Absence())

    add, get, set, touch, delete = map(_harmless, ("add", "get", "set", "touch", "delete"))
    get_many, has_key, incr = map(_harmless, ("get_many", "has_key", "incr"))
    set_many, delete_many, clear = map(_harmless, ("set_many", "delete_many", "clear"))


class SharedCache(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]):
        super().__init__(server, params)
        self._class = ForgivingClient
