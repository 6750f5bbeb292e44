"""What a process counts of its own work, to be read by whoever watches the site: numbers by kind, never by address or person."""

import itertools
import threading
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
Key = tuple[str, ...]


class Tick:
    """Counts in one step of C, which no other thread interrupts: some 30 nanoseconds, for what happens at each page."""

    __slots__ = ("_count", "tick")

    def __init__(self):
        self._count = itertools.count()
        self.tick = self._count.__next__

    @property
    def value(self) -> int:
        return int(repr(self._count)[len("count(") : -1])


class Tallies:
    """Counters by name and labels, gauges that are asked when somebody looks, and ticks."""

    def __init__(self):
        self._lock = threading.Lock()
        self._counted: Counter[Key] = Counter()
        self._ticks: dict[Key, Tick] = {}
        self._gauges: dict[str, Callable[[], float]] = {}

    def add(self, name: str, *labels: str, n: float = 1) -> None:
        with self._lock:
            self._counted[name, *labels] += n

    def observe(self, name: str, seconds: float, *labels: str) -> None:
        """Into the bucket that it belongs to, and into the sum."""
        place = bisect_left(BUCKETS, seconds)
        bound = str(BUCKETS[place]) if place < len(BUCKETS) else "+Inf"
        with self._lock:
            self._counted[f"{name}_bucket", *labels, bound] += 1
            self._counted[f"{name}_sum", *labels] += seconds

    def tick(self, *key: str) -> Callable[[], int]:
        return self._ticks.setdefault(key, Tick()).tick

    def gauge(self, name: str, ask: Callable[[], float]) -> None:
        """The last one of a name is asked."""
        self._gauges[name] = ask

    def counted(self) -> dict[Key, float]:
        with self._lock:
            counted = dict(self._counted)
        return counted | {key: tick.value for key, tick in self._ticks.items()}

    def gauges(self) -> dict[str, float]:
        return {name: ask() for name, ask in self._gauges.items()}


TALLIES = Tallies()
