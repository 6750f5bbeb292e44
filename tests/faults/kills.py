"""Kills writers and folds at random moments, and compares what they acknowledged with what was counted.

`python -m tests.faults.kills <kills> <seed>` in the environment of a rig; prints one JSON object. Every writer is a campaign of
its own, so that the counts of each are known. It writes one byte to a pipe for each event that `append` returned for.
"""

import json
import os
import random
import selectors
import signal
import sys
import threading
import time
from dataclasses import dataclass, field

import django

django.setup()

from django.db import DatabaseError, connections  # noqa: E402
from django.db.models import Sum  # noqa: E402
from django.utils import timezone  # noqa: E402

from core.measures.indicators import Indicator  # noqa: E402
from reach.comparison.reconciling import reconcile  # noqa: E402
from reach.events import Event, Reason  # noqa: E402
from reach.folding import fold as folding  # noqa: E402
from reach.journal import journal  # noqa: E402
from reach.models import Cell, Held, Rejected, Room, Segment  # noqa: E402

WRITERS, FOLDS = 3, 2
LONGEST_LIFE = 0.4  # seconds
WRITTEN = [(Indicator.VIEW.value, "")] * 7 + [
    ("view", Reason.BOT.value),
    ("view", Reason.PREFETCH.value),
    ("late_view", ""),
    ("link_hit", ""),
]
journal.SEGMENT_BYTES = 30_000  # so that many kills hit the change of a segment
folding.CHUNK_BYTES = 15_000  # so that a fold has many transactions to be killed in


@dataclass
class Child:
    """A process and when it is killed; a writer's events are those of one campaign."""

    campaign: int  # 0 for a fold
    threads: int
    pid: int
    kill_at: float
    pipe: int = -1
    acknowledged: int = field(default=0)


def fork(work) -> int:
    connections.close_all()
    pid = os.fork()
    if not pid:
        try:
            work()
        finally:
            os._exit(1)
    return pid


def write(campaign: int, pipe: int) -> None:
    """Append until killed; now and then an event that waits for the disk, one that is rejected, and one that a browser tells late."""
    hour, chance = journal.bucket_of(False, timezone.now()), random.Random(campaign)
    while True:
        kind, reason = chance.choice(WRITTEN)
        event = Event(hour, kind, "public", campaign=campaign, page=chance.randrange(1, 40), locale="fr", reason=reason)
        if journal.append(event, durable=chance.random() < 0.005):
            os.write(pipe, b".")


def write_with(threads: int, campaign: int, pipe: int) -> None:
    for _ in range(threads - 1):
        threading.Thread(target=write, args=(campaign, pipe), daemon=True).start()
    write(campaign, pipe)


def fold_on() -> None:
    while True:
        try:
            folding.fold()
        except DatabaseError as error:
            print(f"fold: {error}", file=sys.stderr, flush=True)
            connections.close_all()


class Round:
    """Writers and folds beside each other; each that is killed is started again, until enough were."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)
        self.writers: list[Child] = []
        self.living: list[Child] = []
        self.selector = selectors.DefaultSelector()
        self.killed = {"writers": 0, "folds": 0}

    def run(self, kills: int) -> None:
        for _ in range(WRITERS):
            self.start_writer()
        for _ in range(FOLDS):
            self.start_fold()
        while self.living:
            self.read_pipes()
            for child in [child for child in self.living if time.monotonic() >= child.kill_at]:
                self.kill(child)
                if sum(self.killed.values()) + len(self.living) < kills:
                    self.start_writer() if child.campaign else self.start_fold()

    def start_writer(self) -> None:
        reading, writing = os.pipe()
        campaign, threads = len(self.writers) + 1, self.chance.choice([1, 1, 3])
        pid = fork(lambda: write_with(threads, campaign, writing))
        os.close(writing)
        child = Child(campaign, threads, pid, self.death(), reading)
        self.writers.append(child)
        self.living.append(child)
        self.selector.register(reading, selectors.EVENT_READ, child)

    def start_fold(self) -> None:
        self.living.append(Child(0, 1, fork(fold_on), self.death()))

    def death(self) -> float:
        return time.monotonic() + self.chance.uniform(0.005, LONGEST_LIFE)

    def kill(self, child: Child) -> None:
        os.kill(child.pid, signal.SIGKILL)
        os.waitpid(child.pid, 0)
        self.living.remove(child)
        self.killed["writers" if child.campaign else "folds"] += 1
        if child.campaign:
            self.selector.unregister(child.pipe)
            while data := os.read(child.pipe, 65536):
                child.acknowledged += len(data)
            os.close(child.pipe)

    def read_pipes(self) -> None:
        for key, _events in self.selector.select(timeout=0.002):
            key.data.acknowledged += len(os.read(key.fd, 65536))


def counted(campaign: int) -> int:
    return sum(_sum(model.objects.filter(campaign=campaign)) for model in (Cell, Rejected, Held))


def _sum(rows) -> int:
    return rows.aggregate(n=Sum("n"))["n"] or 0


def late_beyond() -> int:
    """Views that were told late and counted beyond the pages that were sent ahead, or although others were."""
    late, ahead = (
        dict(Room.objects.filter(kind=kind).values_list("page", "n")) for kind in ("late_view", Reason.PREFETCH.value)
    )
    twice = abs(sum(ahead.values()) - _sum(Rejected.objects.filter(reason=Reason.PREFETCH)))
    return twice + sum(max(0, n - ahead.get(page, 0)) for page, n in late.items())


def main() -> None:
    kills, seed = int(sys.argv[1]), int(sys.argv[2])
    started, round_ = time.monotonic(), Round(seed)
    round_.run(kills)
    terms = reconcile()
    extra = [counted(writer.campaign) - writer.acknowledged for writer in round_.writers]
    print(
        json.dumps(
            {
                "killed": round_.killed,
                "acknowledged": sum(writer.acknowledged for writer in round_.writers),
                "counted": terms.aggregates + terms.rejects,
                "late": _sum(Room.objects.filter(kind="late_view")),
                "late_beyond": late_beyond(),
                "lost": sum(-n for n in extra if n < 0),
                "twice": sum(n - w.threads for n, w in zip(extra, round_.writers, strict=True) if n > w.threads),
                "in_flight": sum(n for n in extra if n > 0),
                "torn": terms.torn,
                "segments": Segment.objects.count(),
                "agree": terms.ok,
                "seconds": round(time.monotonic() - started),
            }
        )
    )


if __name__ == "__main__":
    main()
