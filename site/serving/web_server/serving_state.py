"""Whether this process can serve: asked by proxies and by whoever restarts it, once a second at most, and never for long.

What is said names no host, user or secret: anybody may come to read it.
"""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import redis
from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from redis.backoff import NoBackoff
from redis.retry import Retry

KEPT = 1.0  # seconds for which an answer holds
PATIENCE = 3.0  # seconds after which who asks is told that there is no answer
GIVEN_UP = 20.0  # seconds after which a question that hangs is asked anew
MIGRATED = 30.0  # seconds for which nobody looks again

Ask = Callable[[], str]


@dataclass(frozen=True)
class Condition:
    """`problem` is empty where it holds."""

    name: str
    problem: str = ""

    @property
    def keeps_from_serving(self) -> bool:
        return bool(self.problem) and self.name not in SERVED_WITHOUT


def copied_connection(seconds: float = 2) -> BaseDatabaseWrapper:
    """A connection of one's own to the database, which gives up by itself."""
    connection = connections["default"].copy()
    if connection.vendor == "postgresql":
        options = connection.settings_dict["OPTIONS"]
        options["connect_timeout"] = max(2, int(seconds))  # the least that libpq takes
        options["tcp_user_timeout"] = int(seconds * 1000)
        options["options"] = f"{options.get('options', '')} -c statement_timeout={int(seconds * 1000)}".strip()
        connection.settings_dict["CONN_MAX_AGE"] = 0
    elif connection.vendor == "sqlite":
        connection.settings_dict["OPTIONS"]["timeout"] = seconds
    return connection


@cache
def leaves() -> frozenset[tuple[str, str]]:
    """The last migration of each room, as the code has them."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())


class DatabaseCondition:
    """Reachable, and migrated; the latter is looked at now and then."""

    def __init__(self):
        self._migrated_until = 0.0

    def __call__(self) -> str:
        connection = copied_connection()
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            if time.monotonic() < self._migrated_until:
                return ""
            if leaves() - MigrationRecorder(connection).applied_migrations().keys():
                return "not migrated"
            self._migrated_until = time.monotonic() + MIGRATED
            return ""
        finally:
            connection.close()


def storage() -> str:
    """Each folder of this machine that the site writes to; what lies elsewhere keeps no page from being served."""
    for alias in ("default", "private"):
        found = storages[alias]
        if isinstance(found, FileSystemStorage) and not _is_writable(Path(found.location)):
            return f"{alias} cannot be written to"
    return "" if _is_writable(Path(settings.VAR_DIR)) else "VAR_DIR cannot be written to"


def _is_writable(folder: Path) -> bool:
    """A folder that is missing is made with the first file."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def cache_is_reachable() -> str:
    """Redis itself: the site's cache answers for it while it is away."""
    if settings.REDIS_URL:
        once = {"socket_timeout": 1.0, "socket_connect_timeout": 1.0, "retry": Retry(NoBackoff(), 0)}
        with redis.Redis.from_url(settings.REDIS_URL, **once) as client:
            client.ping()
    return ""


def catalogues() -> str:
    found = sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"))
    missing = [path.parts[-3] for path in found if not path.with_suffix(".mo").exists()]
    return f"not compiled: {', '.join(missing)}" if missing else ""


def static_files() -> str:
    if settings.DEBUG or (Path(settings.STATIC_ROOT) / ".built").exists():
        return ""
    return "not collected"


CONDITIONS: dict[str, Ask] = {
    "database": DatabaseCondition(),
    "storage": storage,
    "catalogues": catalogues,
    "static": static_files,
    "cache": cache_is_reachable,  # last: one that is silent keeps no other from being asked in time
}
SERVED_WITHOUT = {"cache"}  # serving/shared_cache.py, serving/page_cache/changes/node.py


class ServingState:
    """Asks all conditions in a thread of its own, so that one that hangs holds nobody up."""

    def __init__(self, conditions: dict[str, Ask]):
        self.conditions = conditions
        self._lock = threading.Lock()
        self._found: list[Condition] = []
        self._found_at = self._began_at = -GIVEN_UP
        self._asking: dict[str, bool] = {}
        self._done = threading.Event()
        self._done.set()

    def found(self) -> list[Condition]:
        """What was found within the last second, or is found now; what does not answer in time is named."""
        with self._lock:
            if time.monotonic() - self._found_at < KEPT:
                return self._found
            if self._done.is_set() or time.monotonic() - self._began_at > GIVEN_UP:
                self._began_at = time.monotonic()
                self._done, self._asking = threading.Event(), {}
                threading.Thread(target=self._ask, args=(self._done, self._asking), daemon=True).start()
            done, asking, left = self._done, self._asking, self._began_at + PATIENCE - time.monotonic()
        if done.wait(max(0.0, left)):
            return self._found
        return [Condition(name, "" if asking.get(name) else "no answer in time") for name in self.conditions]

    def _ask(self, done: threading.Event, asking: dict[str, bool]) -> None:
        found = []
        for name, ask in self.conditions.items():
            try:
                problem = ask()
            except Exception as error:
                # Its own words name hosts and users; the log of the process that needed it has them.
                problem = f"no answer ({type(error).__name__})"
            asking[name] = not problem
            found.append(Condition(name, problem))
        with self._lock:
            if done is self._done:
                self._found, self._found_at = found, time.monotonic()
            done.set()


STATE = ServingState(CONDITIONS)
