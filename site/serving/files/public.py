"""Which files were public a moment ago, remembered by each process: a picture that everybody opens costs no query."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from serving import faults
from serving.page_cache.changes.node import state_of_the_site
from serving.page_cache.changes.numbers import BARRIER
from serving.page_cache.entries import KEPT

GOOD_FOR = KEPT  # seconds, as for the pages that show it
SPARED = 5.0  # seconds for which a database that is away is not asked again about what is remembered
REMEMBERED = 20_000  # names


@dataclass(frozen=True, slots=True)
class Seen:
    """That a file was public: read before it was asked, so that what changes meanwhile makes it stale."""

    numbers: bytes
    at: float
    day: date


class PublicFiles:
    """A yes is good for a minute, until something is written on any node, and until the day is over, with which rights and
    consents end: nothing else goes by the clock alone. A no is never remembered, since what is launched comes by the clock.

    While the database is away, a yes is good as long as the pages that show the file: until something is withdrawn, the
    day is over, or STALE_MAX has passed.
    """

    def __init__(self, ask: Callable[[str], bool], clock: Callable[[], float] = time.monotonic):
        self.ask, self.clock = ask, clock
        self._seen: OrderedDict[str, Seen] = OrderedDict()
        self._spared_until = float("-inf")
        self._lock = threading.Lock()

    def has(self, name: str) -> bool:
        if connection.in_atomic_block:  # what was written in it moves no number yet
            return self.ask(name)
        now = Seen(state_of_the_site(), self.clock(), timezone.localdate())
        seen = self._seen.get(name)
        if seen is not None and self._is_good(seen, now):
            return True
        try:
            found = self.ask(name)
        except (OperationalError, InterfaceError) as error:
            if seen is None or not faults.cause(error) or not self._is_good_meanwhile(seen, now):
                raise
            self._spared_until = self.clock() + SPARED
            return True
        self._note(name, now if found and now.numbers else None)
        return found

    def _is_good(self, seen: Seen, now: Seen) -> bool:
        if now.at < self._spared_until:
            return self._is_good_meanwhile(seen, now)
        return seen.numbers == now.numbers and now.at - seen.at < GOOD_FOR and seen.day == now.day

    def _is_good_meanwhile(self, seen: Seen, now: Seen) -> bool:
        is_recent = now.at - seen.at < settings.STALE_MAX and seen.day == now.day
        return is_recent and seen.numbers[BARRIER:] == now.numbers[BARRIER:]

    def _note(self, name: str, seen: Seen | None) -> None:
        with self._lock:
            self._seen.pop(name, None)
            if seen is not None:
                self._seen[name] = seen
            if len(self._seen) > REMEMBERED:
                self._seen.popitem(last=False)
