"""Where the nodes of a site share their numbers: Redis, or else PostgreSQL; nowhere on SQLite, which is for one node."""

from typing import Protocol

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections


class Shared(Protocol):
    """Numbers are pairs: of changes, and of withdrawals. They never return to an earlier value, whatever is lost."""

    name: str

    def tell(self, *, withdrawn: bool, listening: bool = False) -> tuple[int, int]:
        """Count a change, and wake every node; the numbers after it. `listening` where the watcher's thread asks."""

    def read(self) -> tuple[int, int]:
        """The numbers now; asked by the watcher's thread."""

    def wait(self, seconds: float) -> None:
        """Until somebody tells a change, or so long at most."""

    def close(self) -> None:
        """Let go of the connection that listens; the next call makes a new one."""


def shared() -> Shared | None:
    if settings.REDIS_URL:
        from core.page_cache.in_redis import InRedis

        return InRedis(settings.REDIS_URL)
    if connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
        from core.page_cache.in_database import InDatabase

        return InDatabase()
    return None
