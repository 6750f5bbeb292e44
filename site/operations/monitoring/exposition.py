"""Gives what the rooms tell to Prometheus, in its own text; a source that hangs or fails is left out, and told."""

import threading
import time
from collections.abc import Iterator

from django.db import connections
from prometheus_client import CollectorRegistry
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from core.upkeep.metrics import SOURCES, Family, Source

PATIENCE = 4.0  # seconds; Prometheus waits for ten


class Rooms(Collector):
    """Each source in a thread of its own: the numbers of the web processes come while the database hangs."""

    def __init__(self, sources: dict[str, Source] | None = None, patience: float = PATIENCE):
        self.sources, self.patience = SOURCES.load() if sources is None else sources, patience
        self._running: dict[str, threading.Thread] = {}
        self._given: dict[str, list[Family]] = {}

    def describe(self) -> list[Metric]:
        return []  # asked once, at the start: there may be no database yet

    def collect(self) -> Iterator[Metric]:
        until = time.monotonic() + self.patience
        for name in self.sources:
            # One that hangs is not asked a second time while it does.
            if name not in self._running or not self._running[name].is_alive():
                self._given.pop(name, None)
                self._running[name] = threading.Thread(target=self._ask, args=(name,), daemon=True)
                self._running[name].start()
        up = Family("site_source_up", "1 where a source of these numbers answered in time.")
        for name, thread in self._running.items():
            thread.join(max(0.0, until - time.monotonic()))
            given = None if thread.is_alive() else self._given.get(name)
            up.add(float(given is not None), source=name)
            yield from (_metric(family) for family in given or [])
        yield _metric(up)

    def _ask(self, name: str) -> None:
        try:
            self._given[name] = list(self.sources[name].give())
        except Exception:
            # What is away says so by its absence; `doctor` says why.
            self._given.pop(name, None)
        finally:
            connections.close_all()


def _metric(family: Family) -> Metric:
    metric = Metric(family.name, family.help, family.kind)
    for suffix, labels, value in family.samples:
        ending = suffix or ("_total" if family.kind == "counter" else "")
        metric.add_sample(family.name + ending, labels, value)
    return metric


def registry() -> CollectorRegistry:
    made = CollectorRegistry(auto_describe=False)
    made.register(Rooms())
    return made
