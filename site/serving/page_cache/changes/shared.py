"""Where the nodes of a site share their numbers: Redis, or else PostgreSQL; nowhere on SQLite, which is for one node."""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

FORGOTTEN = 86_400  # seconds without a word, after which a node has left


@dataclass(frozen=True)
class Seen:
    """What a node that serves last confirmed: the number of withdrawals as it knew them, so many seconds ago."""

    name: str
    withdrawn: int
    ago: float


class Shared(Protocol):
    """Numbers are pairs: of changes, and of withdrawals. They never return to an earlier value, whatever is lost."""

    name: str

    def tell(self, *, withdrawn: bool, listening: bool = False) -> tuple[int, int]:
        """Count a change, and wake every node; the numbers after it. `listening` where the watcher's thread asks."""

    def read(self) -> tuple[int, int]:
        """The numbers now; asked by the watcher's thread."""

    def wait(self, seconds: float) -> None:
        """Until somebody tells a change, or so long at most."""

    def restart(self) -> None:
        """Draw a new epoch: all that nodes keep is then older than anything that may have been lost."""

    def join(self, name: str) -> None:
        """Make this node known where no loss forgets it; said each time by the watcher's thread, before all else, and raises nothing."""

    def confirm(self, name: str, withdrawn: int) -> None:
        """Say that this node shows nothing that was withdrawn up to this number; said by the watcher's thread."""

    def nodes(self) -> tuple[int, list[Seen]]:
        """The number of withdrawals now, and the nodes that were heard within a day; asked by any thread."""

    def known(self) -> list[Seen]:
        """The nodes that joined within a day; can be told where the place itself is away. Asked by any thread."""

    def close(self) -> None:
        """Let go of the connection that listens; the next call makes a new one."""


def shared() -> Shared | None:
    database = None
    if connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
        from serving.page_cache.changes.in_database import InDatabase

        database = InDatabase()
    if settings.REDIS_URL:
        from serving.page_cache.changes.in_redis import InRedis

        return InRedis(settings.REDIS_URL, register=database)
    return database
