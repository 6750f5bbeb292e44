"""Which pages are shown as they were last made, because they cannot be made anew, and how old the oldest of them is."""

import logging
import threading
from collections.abc import Callable

from serving.page_cache.store import Key

logger = logging.getLogger(__name__)

RECENT = 60.0  # seconds since a copy was last shown: what nobody asks for is nobody's old page
SAID_EVERY = 60.0  # seconds


class Staleness:
    """Of one process. The log hears of it once, then each minute with the age of the oldest copy, then of its end."""

    def __init__(self, clock: Callable[[], float], longest: float):
        self.clock, self.longest = clock, longest
        self._shown: dict[Key, tuple[float, float]] = {}
        self._said_at = float("-inf")
        self._lock = threading.Lock()

    def shown(self, key: Key, born: float) -> None:
        now = self.clock()
        with self._lock:
            self._shown[key] = born, now
            if now - self._said_at < SAID_EVERY:
                return
            self._said_at = now
        pages, age = self.report()
        logger.warning(
            "%s pages cannot be made anew and are shown as they were: the oldest was made %s seconds ago, none is shown after %s",
            pages,
            round(age),
            self.longest,
        )

    def ended(self, key: Key) -> None:
        """It was made anew, or is shown no more."""
        if not self._shown:
            return
        with self._lock:
            last = self._shown.pop(key, None) is not None and not self._recent()
            if last:
                self._said_at = float("-inf")
        if last:
            logger.warning("pages are made anew again")

    def report(self) -> tuple[int, float]:
        """How many pages, and the age of the oldest copy in seconds; nothing of what was last shown long ago."""
        with self._lock:
            born = self._recent()
        return len(born), max(self.clock() - min(born), 0.0) if born else 0.0

    def _recent(self) -> list[float]:
        now = self.clock()
        self._shown = {key: one for key, one in self._shown.items() if now - one[1] < RECENT}
        return [born for born, _at in self._shown.values()]
