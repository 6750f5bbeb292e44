"""Worker, scheduler, jobs, open files, backup."""

import resource
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.upkeep.doctor import Finding, check, ok, problem, warning
from operations import heartbeats
from operations.backup import READ_ALONE
from operations.models import JobRecord
from operations.monitoring import backups
from serving.clock import shared_now

LATE, VERY_LATE = timedelta(minutes=10), timedelta(hours=1)
FILES = 1024
START = "Run `manage.py serve` without --no-worker on one node at least, and look at its log."


@check("worker", needs_database=True)
def worker() -> Iterator[Finding]:
    yield _lives("worker")
    oldest = DBTaskResult.objects.ready().order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    waits = timezone.now() - oldest if oldest else timedelta()
    if waits > LATE:
        level = problem if waits > VERY_LATE else warning
        yield level(f"The oldest task has been waiting for {_told(waits)}.", START)
    failed = DBTaskResult.objects.failed().filter(finished_at__gte=timezone.now() - timedelta(days=1)).count()
    if failed:
        yield warning(f"{failed} tasks failed within a day.", "See the log of the worker for why.")


@check("scheduler", needs_database=True)
def scheduler() -> Finding:
    return _lives("scheduler")


def _lives(name: str) -> Finding:
    if settings.TASKS["default"]["BACKEND"].endswith("ImmediateBackend"):
        return ok(f"No {name} is needed: work is done at once.")
    at = heartbeats.last(name)
    if at is None:
        return problem(f"No {name} has ever run.", START)
    silent = shared_now() - at
    if silent > heartbeats.SILENT:
        return problem(f"The {name} has been silent for {_told(silent)}.", START)
    return ok(f"The {name} was last heard {_told(silent)} ago.")


@check("jobs", needs_database=True)
def jobs() -> Iterator[Finding]:
    """Those that are late, and those whose last run failed."""
    wrong, now = False, shared_now()
    for record in JobRecord.objects.all():
        late = record.overdue_by(now)
        if late > LATE:
            wrong = True
            yield problem(f"The job {record.name} is {_told(late)} late.", START)
        if record.failed:
            wrong = True
            yield warning(
                f"The last run of the job {record.name} failed.",
                "Read its outcome under Reports → Periodic work, and the log of the worker.",
            )
    if not wrong:
        yield ok("No periodic work is late.")


def _told(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    for size, name in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds // size} {name}"
    return f"{seconds} s"


@check("open-files")
def open_files() -> Finding:
    soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < FILES:
        return problem(
            f"A process may open {soft} files; one that serves takes 512 connections.",
            f"Set LimitNOFILE={4 * FILES} in the systemd unit, or `ulimit -n {4 * FILES}`.",
        )
    return ok(f"A process may open {'any number of' if soft == resource.RLIM_INFINITY else soft} files.")


@check("backup", needs_database=True)
def backup() -> Finding:
    at = backups.last_finished()
    if at is None:
        return warning(
            "No backup is recorded.", "Make one, as docs/operations.md says, and keep it on another machine."
        )
    age = timezone.now() - at
    if age > backups.OLD:
        return problem(f"The last backup is {_told(age)} old.", "See why the nightly backup does not run.")
    return _judged(backups.last_verified(), f"The last backup is {_told(age)} old")


def _judged(verified: str, said: str) -> Finding:
    if verified == "restored":
        return ok(f"{said}, and was restored to verify it.")
    if verified == "read":
        return warning(
            f"{said}, and was not restored to verify it: {READ_ALONE}",
            "Give that user the right, or run `manage.py backup --verify` with one who has it.",
        )
    return warning(f"{said}, and was not verified.", "Run `manage.py backup --verify`, or back up without --no-verify.")
