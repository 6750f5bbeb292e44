"""When a web process that ended is started again: at once, then later each time that it did not live long."""

import contextlib
import time
from collections.abc import Callable
from pathlib import Path

STEADY = 60.0  # seconds after which a process that ends is no sign that the next one will
WAITS = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0)  # seconds


class Restarts:
    """`tally` is a file that is given a byte each time: its size is how often, whoever wants to know it."""

    def __init__(self, tally: Path | None = None, clock: Callable[[], float] = time.monotonic):
        self.tally, self.clock = tally, clock
        self._began = clock()
        self._soon: dict[int, int] = {}  # how often in a row each has ended soon after its start
        self._at: dict[int, float] = {}

    def is_hopeless(self, index: int, status: int | None) -> bool:
        """Whether it ended by itself for the second time, when all has just begun: then the code or its settings are wrong."""
        has_just_begun = self.clock() - self._began < STEADY
        return has_just_begun and (status or 0) > 0 and self._soon.get(index, 0) > 0

    def plan(self, index: int, lived: float) -> float:
        """In how many seconds it is started again."""
        times = 0 if lived > STEADY else self._soon.get(index, 0)
        self._soon[index] = times + 1
        wait = WAITS[min(times, len(WAITS) - 1)]
        self._at[index] = self.clock() + wait
        return wait

    def seconds_left(self) -> float | None:
        """Until the next one is due; None where none is waited for."""
        return max(0.0, min(self._at.values()) - self.clock()) if self._at else None

    def due(self) -> list[int]:
        """Those that are to be started again now; they are counted."""
        now = self.clock()
        found = sorted(index for index, at in self._at.items() if at <= now)
        for index in found:
            del self._at[index]
        self._count(len(found))
        return found

    def _count(self, number: int) -> None:
        if number and self.tally is not None:
            with contextlib.suppress(OSError), self.tally.open("ab") as file:
                file.write(b"." * number)
