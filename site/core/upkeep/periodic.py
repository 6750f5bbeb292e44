"""Periodic work: a room declares a job beside its function; `operations` runs each when it is due, once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

Work = Callable[[], str | None]


@dataclass(frozen=True)
class Job:
    """`name` identifies the job on every node and in the records; `work` may return a line that says what it did."""

    name: str
    every: timedelta
    work: Work
    description: str


JOBS: dict[str, Job] = {}


def periodic(every: timedelta, description: str) -> Callable[[Work], Work]:
    """Declare a job named after its function, in a module `periodic_jobs` of a room, which is found by itself.

    The work must be idempotent: it runs again where a worker was killed in the middle.
    """

    def decorate(work: Work) -> Work:
        name = work.__name__.replace("_", "-")
        if name in JOBS:
            raise ValueError(f"two periodic jobs are called {name}")
        JOBS[name] = Job(name, every, work, description)
        return work

    return decorate
