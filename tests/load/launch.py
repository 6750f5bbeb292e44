"""A launch: visitors rise to saturation and fall back; in the middle a page is changed, and another taken down."""

import os
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from tests.load.expected import Pages
from tests.load.visitors import Answer, Crowd

RAMP = (1, 2, 4, 8, 16, 32, 64, 96, 64, 32, 16, 8, 4, 2, 1)


@dataclass
class Launch:
    """`change` and `take_down` are called with a path while the crowd is at its largest."""

    address: tuple[str, int]
    pages: Pages
    changed: str
    withdrawn: str
    change: Callable[[], None]
    take_down: Callable[[], None]
    words: str  # that the change gives the page
    seconds: float = 300
    began: list[float] = field(default_factory=list)

    def run(self) -> "Launch":
        self.crowd = Crowd(self.address, list(self.pages.shown), self.pages.problem)
        plan = [(visitors, self.seconds / len(RAMP)) for visitors in RAMP]
        thread = threading.Thread(
            target=self.crowd.visit, args=(plan, lambda _number: self.began.append(time.monotonic()))
        )
        thread.start()
        self._wait_for(RAMP.index(max(RAMP)))
        self.pages.change(self.changed, self.words, self.change)
        self._wait_for(RAMP.index(max(RAMP)) + 1)
        self.pages.take_down(self.withdrawn, self.take_down)
        thread.join()
        self.began.append(time.monotonic())
        return self

    def _wait_for(self, stage: int) -> None:
        while len(self.began) <= stage:
            time.sleep(0.01)

    @property
    def answers(self) -> list[Answer]:
        return self.crowd.answers

    def errors(self) -> int:
        return sum(self.crowd.problems.values())

    def shown(self, *, robots: bool) -> Counter:
        """How often each page was sent, by path."""
        return Counter(one.path for one in self.answers if one.status == 200 and one.robot == robots)

    def stages(self) -> list[dict[str, float]]:
        rows = []
        for visitors, (start, end) in zip(RAMP, pairwise(self.began), strict=True):
            took = sorted(one.seconds for one in self.answers if start <= one.ended < end)
            rows.append({"visitors": visitors, "per_second": round(len(took) / (end - start))} | percentiles(took))
        return rows

    def summary(self) -> dict[str, object]:
        changed, withdrawn = self.pages.shown[self.changed], self.pages.shown[self.withdrawn]
        return {
            "requests": len(self.answers),
            "errors": self.errors(),
            "problems": dict(self.crowd.problems),
            "statuses": dict(Counter(str(one.status) for one in self.answers)),
            **percentiles(sorted(one.seconds for one in self.answers)),
            "most_per_second": max(stage["per_second"] for stage in self.stages()),
            "old_words_ms_after_change": round(max(0.0, changed.last_old - changed.changed) * 1000, 1),
            "shown_ms_after_takedown": round(max(0.0, withdrawn.last_shown - withdrawn.gone) * 1000, 1),
            "seconds": round(self.began[-1] - self.began[0]),
            "cores": os.cpu_count(),
            "load_average": round(os.getloadavg()[0], 1),
        }


def percentiles(took: list[float]) -> dict[str, float]:
    """Of sorted seconds, in milliseconds."""
    if len(took) < 2:
        return {"p50_ms": 0, "p99_ms": 0, "max_ms": 0}
    cuts = statistics.quantiles(took, n=100, method="inclusive")
    return {
        "p50_ms": round(cuts[49] * 1000, 1),
        "p99_ms": round(cuts[98] * 1000, 1),
        "max_ms": round(took[-1] * 1000, 1),
    }


def table(launch: Launch) -> str:
    lines = ["visitors  per second   p50 ms   p99 ms   max ms"]
    lines += [
        f"{row['visitors']:8}  {row['per_second']:10}  {row['p50_ms']:7}  {row['p99_ms']:7}  {row['max_ms']:7}"
        for row in launch.stages()
    ]
    return "\n".join(lines)
