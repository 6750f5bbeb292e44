"""What a worker that was killed had begun goes to the next one: once, and at once where it died on this machine.

Each worker holds a lock on a file of its own as long as it lives, whatever ends it. Every task bears to be begun again: what it
does is done in transactions that say how far it came.
"""

import contextlib
import fcntl
import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.dispatch import receiver
from django.tasks.signals import task_finished, task_started  # what the worker sends; those of django_tasks are others
from django_tasks import TaskResult, TaskResultStatus
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from serving.clock import shared_now

# A worker on another machine, or in a container that is gone, cannot be asked: after this time it counts as dead.
LOST = timedelta(hours=6)
TRIES = 3  # a task that ends each worker that begins it is not begun a fourth time
AGAIN = timedelta(seconds=10)  # until a task is begun again that lost its database
AWAY = [f"django.db.utils.{error.__name__}" for error in (InterfaceError, OperationalError)]
logger = logging.getLogger(__name__)


@contextlib.contextmanager
def alive(worker_id: str) -> Iterator[None]:
    """Hold the lock of this worker; the file appears under its name once it is locked."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f".{worker_id}"
    with new.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        new.rename(folder / worker_id)
        yield  # the file stays, unlocked, until somebody has looked for what it leaves


def take_back() -> int:
    """Let each task that a dead worker had begun be done by the next; returns how many. Any number may ask at the same time."""
    taken = 0
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    for task in running.only("pk", "worker_ids", "started_at", "task_path"):
        worker = task.worker_ids[-1] if task.worker_ids else ""
        if _is_dead(worker, task):
            taken += _take(task)
    for path in _folder().glob("[!.]*"):
        if _is_unlocked(path):
            path.unlink(missing_ok=True)
    return taken


@receiver(task_started)
def begin(sender: Any, task_result: TaskResult, **kwargs: Any) -> None:
    """By the clock that all nodes share: a worker whose own is hours behind would be taken for dead by the others."""
    if not isinstance(sender, DatabaseBackend):
        return
    begun = DBTaskResult.objects.filter(pk=task_result.id, status=TaskResultStatus.RUNNING)
    begun.update(started_at=shared_now())


@receiver(task_finished)
def begin_again(task_result: TaskResult, **kwargs: Any) -> None:
    """A task that failed for want of the database did not fail: it goes on when that is back."""
    if task_result.status != TaskResultStatus.FAILED or len(task_result.worker_ids) >= TRIES:
        return
    failed = DBTaskResult.objects.filter(pk=task_result.id, status=TaskResultStatus.FAILED)
    now = shared_now()
    again = {"status": TaskResultStatus.READY, "started_at": None, "finished_at": None, "run_after": now + AGAIN}
    if failed.filter(exception_class_path__in=AWAY).update(**again):
        logger.warning("task %s lost its database, and is begun again", task_result.id)


def _take(task: DBTaskResult) -> bool:
    """Compare and set: of several that ask, one moves it."""
    gives_up = len(task.worker_ids) >= TRIES
    same = DBTaskResult.objects.filter(
        pk=task.pk, status=TaskResultStatus.RUNNING, worker_ids=task.worker_ids, started_at=task.started_at
    )
    if gives_up:
        said = f"{len(task.worker_ids)} workers ended while they did this."
        moved = same.update(status=TaskResultStatus.FAILED, finished_at=shared_now(), traceback=said)
    else:
        moved = same.update(status=TaskResultStatus.READY, started_at=None)
    if moved:
        what = "given up" if gives_up else "begun again"
        logger.warning("task %s (%s) was cut short with its worker, and is %s", task.pk, task.task_path, what)
    return bool(moved) and not gives_up


def _is_dead(worker: str, task: DBTaskResult) -> bool:
    path = _folder() / worker
    if worker and path.exists():
        return _is_unlocked(path)
    return task.started_at is None or task.started_at < shared_now() - LOST


def _is_unlocked(path: Path) -> bool:
    """Whether nobody holds the lock: a process that ends in any way lets go of it."""
    try:
        with path.open("rb") as asked:
            fcntl.flock(asked, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:  # it is held, or gone meanwhile
        return False
    return True


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "workers"
