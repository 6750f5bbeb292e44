"""A database that ends at a chosen write of a request: before the write arrives, or when its answer is on the way back."""

import re
import threading
from dataclasses import dataclass

from tests.faults.servers import Cluster, Line

# What counts, and the sessions, are written beside the request.
WRITE = re.compile(rb'(?:INSERT INTO|UPDATE|DELETE FROM) "(?!reach_|django_session)|COMMIT')


@dataclass(frozen=True)
class Moment:
    """Of all writes the n-th, the first being 1; 0 for none."""

    write: int
    is_answered: bool = False
    mode: str = "immediate"


class Strike:
    """Counts the writes that pass a line while it is entered, and ends the server at one of them."""

    def __init__(self, cluster: Cluster, line: Line, moment: Moment):
        self.cluster, self.line, self.moment = cluster, line, moment
        self.writes, self.is_over = 0, threading.Event()
        self._lock = threading.RLock()
        self._awaits_answer = False

    def __enter__(self) -> "Strike":
        self.before = self.line.asked, self.line.answered
        self.line.asked, self.line.answered = self._asked, self._answered
        return self

    def __exit__(self, *_error: object) -> None:
        """Once the server has ended, where there were as many writes."""
        if 0 < self.moment.write <= self.writes:
            assert self.is_over.wait(60)
        self.line.asked, self.line.answered = self.before

    def _asked(self, data: bytes) -> None:
        with self._lock:
            if not WRITE.search(data):
                return
            self.writes += 1
            if self.writes == self.moment.write:
                self._awaits_answer = self.moment.is_answered
                if not self._awaits_answer:
                    self._strike()

    def _answered(self, data: bytes) -> None:
        with self._lock:
            if self._awaits_answer:
                self._awaits_answer = False
                self._strike()

    def _strike(self) -> None:
        self.cluster.stop(self.moment.mode)
        self.is_over.set()


def spread(writes: int, points: int) -> list[Moment]:
    """As many moments of all that there are, the last among them; each mode in turn."""
    every = [(write, is_answered) for write in range(1, writes + 1) for is_answered in (False, True)]
    points = min(points, len(every))
    chosen = [every[len(every) * number // points - 1] for number in range(1, points + 1)]
    return [Moment(*one, mode=("immediate", "fast")[number % 2]) for number, one in enumerate(chosen)]
