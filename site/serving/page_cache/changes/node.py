"""This node among others: what is changed here moves its own numbers at once, and is told to the others."""

import logging
import time
from functools import cache

from django.conf import settings
from django.db import connection

from serving.page_cache.changes.in_database import InDatabase
from serving.page_cache.changes.numbers import Numbers, is_behind

logger = logging.getLogger(__name__)

PAUSE = 5.0  # seconds without a further attempt by this process, once the others could not be told
CONFIRMED_EVERY = 10.0  # seconds, where nothing is withdrawn


class Node:
    """The numbers of this machine, and the place where the nodes of a site share theirs; None for a node that is alone."""

    def __init__(self, numbers: Numbers, others: InDatabase | None = None):
        self.numbers = numbers
        self.others = others
        self.heard_at: float | None = None  # by the watcher's clock, time.monotonic()
        self._silent_until = 0.0
        self._confirmed, self._confirmed_at = 0, float("-inf")

    def move(self, *, withdrawn: bool = False) -> None:
        """After the commit of a change. Whoever wrote is not to suffer from it: what fails is logged, and mended by a watcher."""
        try:
            moved = self.numbers.move(withdrawn=withdrawn)
            if self.others is not None and time.monotonic() >= self._silent_until:
                self._tell(self.others, moved, withdrawn)
        except Exception:
            logger.exception("pages may be shown as they were for a minute")

    def _tell(self, others: InDatabase, moved: tuple[int, int], withdrawn: bool) -> None:
        try:
            self.numbers.hear(*others.tell(withdrawn=withdrawn))
            self.numbers.told(*moved)
        except Exception as error:
            self._silent_until = time.monotonic() + PAUSE
            logger.warning("the other nodes could not be told of a change yet: %s", error)

    def listen_once(self, wait: float) -> None:
        """Wait for word from the others, for `wait` seconds at most; take over their numbers, tell what they do not know."""
        if self.others is not None:
            self.others.wait(wait)
            before, told = self.numbers.heard(), self.others.read()
            if any(is_behind(now, known) for now, known in zip(told, before, strict=True)):
                logger.warning(
                    "page cache: what the nodes share counts less than before: all that is kept is forgotten"
                )
                self.others.restart()
                told = self.others.read()
            if told != before:
                self.numbers.hear(*told)
            self._catch_up(self.others)
            self._confirm(self.others)
        self.numbers.mend()
        self.heard_at = time.monotonic()

    def _catch_up(self, others: InDatabase) -> None:
        counted = self.numbers.counted()
        changed, withdrawn = self.numbers.untold()
        if changed or withdrawn:
            self.numbers.hear(*others.tell(withdrawn=withdrawn, listening=True))
            self.numbers.told(*counted)

    def _confirm(self, others: InDatabase) -> None:
        """Once the number is in the file, no process of this node shows what was withdrawn up to it."""
        _changed, withdrawn = self.numbers.heard()
        now = time.monotonic()
        if withdrawn != self._confirmed or now - self._confirmed_at >= CONFIRMED_EVERY:
            others.confirm(settings.NODE_NAME, withdrawn)
            self._confirmed, self._confirmed_at = withdrawn, now

    @property
    def age(self) -> float | None:
        """Seconds since the others, or the file where there are none, were last heard; None where nothing listens."""
        return None if self.heard_at is None else time.monotonic() - self.heard_at


def state_of_the_site() -> bytes:
    """Changes with anything that the public sees: for keys of other caches. Empty where it cannot be read."""
    try:
        return node().numbers.read()
    except OSError:
        return b""


@cache
def node() -> Node:
    """That of this process. SQLite is for one node, which has nobody to tell."""
    others = InDatabase() if connection.vendor == "postgresql" else None
    return Node(Numbers(settings.VAR_DIR / "page-cache.numbers"), others)
