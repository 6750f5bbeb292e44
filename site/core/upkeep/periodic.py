"""Periodic work: rooms give jobs; `operations` runs each when it is due, once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from core import registry

Work = Callable[[], str | None]


@dataclass(frozen=True)
class Job:
    """`name` identifies the job on every node and in the records; `work` may return a line that says what it did."""

    name: str
    every: timedelta
    work: Work
    description: str

    do_not_call_in_templates = True

    def __call__(self) -> str | None:
        return self.work()


JOBS = registry.Named(Job)


def periodic(every: timedelta, description: str) -> Callable[[Work], Job]:
    """Make a job of a function, under its name.

    The work must be idempotent: it runs again where a worker was killed in the middle.
    """
    return lambda work: Job(work.__name__.replace("_", "-"), every, work, description)
