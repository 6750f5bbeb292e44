"""Runs each periodic job when it is due: once, whatever the number of nodes and workers.

A scheduler claims a due run and enqueues it in one transaction, so a run is enqueued once or not at all; any worker takes
it from the queue, once. A run that was claimed and not finished after `GRACE`, because its worker was killed, is claimed
again, whenever its next run is due: work that takes longer must bear to run beside itself. Missed runs are not made up one by one: after a stop each job runs once.
Schedulers and workers go by the clock of the database: by clocks that differ each would take the others' runs for lost.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django_tasks import task

from core.upkeep.periodic import JOBS, Job
from operations.models import JobRecord
from serving.clock import WRONG, apart, shared_now

GRACE = timedelta(minutes=15)
FOR_ANOTHER = timedelta(minutes=1)  # after which what a machine with a wrong clock has refused is due again
logger = logging.getLogger(__name__)


def tick(now: datetime | None = None) -> list[str]:
    """Enqueue every job that is due; returns the names of those that this call claimed."""
    now = now or shared_now()
    return [job.name for job in JOBS.values() if _claim(job, now)]


def register_jobs() -> None:
    """Give each declared job its record, due at once, and forget the records of jobs that are gone."""
    now = shared_now()
    JobRecord.objects.bulk_create([JobRecord(name=name, due_at=now) for name in JOBS], ignore_conflicts=True)
    JobRecord.objects.exclude(name__in=JOBS).delete()


@transaction.atomic
def _claim(job: Job, now: datetime) -> bool:
    """Compare and set: the row moves for one caller only, and the run is enqueued in the same transaction."""
    finished = Q(claimed_at=None) | Q(finished_at__gte=F("claimed_at"))
    unfinished = Q(finished_at=None) | Q(finished_at__lt=F("claimed_at"))
    # Claimed by a clock that was far ahead and is right again: otherwise nothing would run until that day has come.
    ahead = Q(claimed_at__gt=now + GRACE)
    lost = Q(claimed_at__lte=now - GRACE) & unfinished
    due = JobRecord.objects.filter(finished & Q(due_at__lte=now) | lost | ahead, name=job.name)
    was_due = due.values_list("due_at", flat=True).first()
    if was_due is None:
        return False
    moved = due.filter(due_at=was_due).update(due_at=now + job.every, claimed_at=now)
    if moved:
        run.enqueue(job.name, was_due.isoformat())
    return bool(moved)


@task()
def run(name: str, was_due: str) -> None:
    """Do the work of one job and record how it went.

    A machine whose clock is wrong does none: it would publish before the hour, and remove what is not past its time.
    """
    started = shared_now()
    late = (started - datetime.fromisoformat(was_due)).total_seconds()
    record = JobRecord.objects.filter(name=name)
    record.update(started_at=started, seconds_late=late)
    if (difference := apart()) > WRONG:
        outcome, failed = f"Not done on {settings.NODE_NAME}, whose clock is {difference} from the database's.", True
        logger.error(
            "periodic job %s was not done: the clocks of this machine and of the database are %s apart",
            name,
            difference,
        )
        record.update(due_at=started + FOR_ANOTHER)
    else:
        outcome, failed = _work(name)
    record.update(
        finished_at=shared_now(),
        outcome=outcome,
        failed=failed,
        runs=F("runs") + 1,
        failures=F("failures") + int(failed),
    )


def _work(name: str) -> tuple[str, bool]:
    """What became of it, and whether it failed."""
    try:
        return JOBS[name].work() or "", False
    except Exception as error:
        logger.exception("periodic job %s failed", name)
        return f"{type(error).__name__}: {error}", True
