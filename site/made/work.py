"""Work that one worker at a time holds, on whatever machine: its last step says when, and for how long it is left to it."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from django.db import models, transaction
from django.db.models import Q, QuerySet
from django_tasks.base import Task

from serving.clock import shared_now

# After this time without a step a worker was killed: no step takes as long.
STUCK = timedelta(minutes=3)


class TakenOverError(Exception):
    """Another worker holds it now, or it is gone."""


class Work(models.Model):
    """`moved_at` is the last step, by the clock that all nodes share, and the claim of who took it: whoever finds another has lost the work."""

    moved_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    asked_at = "created_at"  # the field that says since when it waits for its first step

    class Meta:
        abstract = True

    @classmethod
    def unfinished(cls) -> QuerySet[Self]:
        """What some worker is to make, or to go on with."""
        return cls._default_manager.filter(finished_at=None)

    @classmethod
    def stuck(cls) -> QuerySet[Self]:
        """What no worker has touched for a while."""
        before = shared_now() - STUCK
        waiting = Q(moved_at=None, **{f"{cls.asked_at}__lt": before})
        return cls.unfinished().filter(waiting | Q(moved_at__lt=before))

    @classmethod
    def take(cls, pk: int) -> Self | None:
        """Compare and set: of several workers one gets it. None where another holds it, or it is done."""
        now = shared_now()
        free = Q(moved_at=None) | Q(moved_at__lt=now - STUCK)
        taken = cls.unfinished().filter(free, pk=pk).update(moved_at=now)
        return cls._default_manager.get(pk=pk) if taken else None

    @property
    def is_held(self) -> bool:
        return self.moved_at is not None and self.moved_at > shared_now() - STUCK

    def own(self) -> QuerySet[Self]:
        """The row, as long as it is ours."""
        return type(self)._default_manager.filter(pk=self.pk, moved_at=self.moved_at)

    def move(self, write: Callable[[], object] | None = None, **changes: object) -> None:
        """One step on: what is written, the changes of the row and the time, together or not at all. Raises TakenOverError."""
        changes["moved_at"] = shared_now()
        with transaction.atomic() if write else nullcontext():
            if not self.own().update(**changes):
                raise TakenOverError
            if write:
                write()
        for name, value in changes.items():
            setattr(self, name, value)


@dataclass(frozen=True)
class Engine:
    """What goes on with work of one kind: a task, and the field of the work that it is given."""

    name: str
    work: type[Work]
    task: Task
    key: str = "pk"

    def resume(self) -> int:
        """Enqueue again what was cut short; returns how much."""
        keys = set(self.work.stuck().values_list(self.key, flat=True))
        for key in keys:
            self.task.enqueue(key)
        return len(keys)
