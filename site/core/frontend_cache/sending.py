"""Tells the cache in front, in the worker; what it does not hear is told again, less and less often, for about a day."""

import logging
from typing import Any

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult
from wagtail.contrib.frontend_cache.utils import get_backends

from core.frontend_cache.refusals import RefusedError, raised
from core.models import PendingPurge

MOST, AT_ONCE = 1000, 50  # addresses in a run, and in a request to those that take several
REFUSALS = 20  # requests of a run that a cache refuses before the others wait for the next
logger = logging.getLogger(__name__)


@task()
def send() -> None:
    send_all()


def enqueue() -> None:
    """Unless one waits already: it will find what was committed before it begins."""
    waiting = DBTaskResult.objects.filter(task_path=send.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        send.enqueue()


def send_all() -> tuple[int, str]:
    """How many addresses were told, and what keeps the others from it. Told twice does no harm."""
    told, refused, problem = 0, 0, ""
    backends = list(get_backends().values())
    size = min((getattr(backend, "at_once", AT_ONCE) for backend in backends), default=AT_ONCE)
    due = list(PendingPurge.objects.due()[:MOST])
    while due and refused < REFUSALS:
        some = due[:size]
        try:
            _tell(backends, some)
            told += len(some)
        except RefusedError as error:
            problem, refused = str(error)[:500], refused + 1
            _put_off(some, problem)
        except Exception as error:  # libraries of CDNs raise whatever they like
            problem = f"{type(error).__name__}: {error}"[:500]
            _put_off(due, problem)  # nobody is there: all others would wait as long
            break
        due = due[size:]
    return told, problem


def _tell(backends: list[Any], some: list[PendingPurge]) -> None:
    with raised():
        for backend in backends:
            backend.purge_batch([pending.url for pending in some])
    for pending in some:  # what was asked again meanwhile is told again
        PendingPurge.objects.filter(pk=pending.pk, asked_at=pending.asked_at).delete()


def _put_off(some: list[PendingPurge], problem: str) -> None:
    """Row by row: a transaction that held several would keep others from publishing."""
    now = timezone.now()
    logger.warning("the cache in front was not told to forget %s: %s", some[0].url, problem)
    given_up = sum(pending.fail(now, problem) for pending in some)
    if given_up:
        logger.error("the cache in front is not told again to forget %s addresses: %s", given_up, problem)
