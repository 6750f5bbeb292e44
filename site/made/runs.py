"""Many things made one after the other, with their progress; one that cannot be made keeps none of the others from being made."""

from collections.abc import Callable
from functools import partial
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django_tasks.base import Task

from made.problems import tell
from made.work import TakenOverError, Work

Write = Callable[[], object]


class Run(Work):
    """`to_do` holds a list of arguments for each thing; `errors` what the room says of each that could not be made."""

    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    to_do = models.JSONField()
    done = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)  # of those done: what was as it would be made again
    errors = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["-created_at"]

    @classmethod
    def begin(cls, task: Task, **fields: Any) -> Self:
        run = cls.objects.create(**fields)
        transaction.on_commit(partial(task.enqueue, run.pk))
        return run

    @property
    def total(self) -> int:
        return len(self.to_do)

    @staticmethod
    def error(reason: str, *thing: Any) -> dict[str, Any]:
        """How this room keeps a reason, beside what names the thing."""
        raise NotImplementedError

    def go_on(self, make: Callable[..., Write | None]) -> None:
        """Make each thing from where it stopped, until another worker takes over.

        `make` draws, as long as it takes, and returns what writes it down: that is done with the progress, or not at all.
        None where the thing is as it would be made again.
        """
        try:
            with translation.override(settings.LANGUAGE_CODE):
                for thing in self.to_do[self.done :]:
                    self._step(make, thing)
            self.move(finished_at=timezone.now())
        except TakenOverError:
            return

    def _step(self, make: Callable[..., Write | None], thing: list[Any]) -> None:
        done = self.done + 1
        try:
            write = make(*thing)
            self.move(write, done=done, skipped=self.skipped + (write is None))
        except TakenOverError:
            raise
        except Exception as error:
            reason = tell(error, f"{thing} of {self}")
            self.move(done=done, errors=[*self.errors, self.error(reason, *thing)])

    def renewing(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """A screen that shows its progress is asked for again until it has ended.

        Under its own address: a browser that came with a fragment (`#order`) would move within the page that it has.
        """
        if self.finished_at is None:
            response["Refresh"] = f"3; url={request.get_full_path()}"
        return response
