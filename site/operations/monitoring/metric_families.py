"""What the processes of this node, the queue and the database tell: each family of numbers with its bounded labels."""

import platform
import shutil
import time
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from django.conf import settings
from django.db.models import Count, Min
from django_tasks_db.models import DBTaskResult

from core.upkeep.metrics import Family, source
from operations import heartbeats
from operations.models import Heartbeat, JobRecord
from operations.monitoring import backups
from serving.clock import shared_now
from serving.tallies import BUCKETS, Key
from serving.web_server import presence
from serving.web_server.serving_state import STATE, copied_connection

# name in the processes, name of the family, help; the sum over the processes of this node
SUMS = [
    ("desks_busy", "site_desks_busy", "Threads in which Django is at work."),
    ("desks_waited_for", "site_desks_waited_for", "Requests that wait for one of these threads."),
    ("desks", "site_desks", "Threads in which Django can work."),
    ("downloads_open", "site_downloads_open", "Downloads that are being sent."),
    ("downloads_places", "site_downloads_places", "Downloads that can be sent at once."),
    ("page_cache_pages", "site_page_cache_pages", "Pages that are kept, each once for each process."),
    ("page_cache_bytes", "site_page_cache_bytes", "Bytes of the pages that are kept."),
    ("page_cache_limit_bytes", "site_page_cache_limit_bytes", "Bytes that may be kept."),
]
# the greatest of the processes of this node
OLDEST = {
    "page_cache_age_seconds": "Since the page cache last heard of changes, at most.",
    "page_cache_oldest_stale_seconds": "Age of the oldest copy that was shown within a minute since it cannot be made anew.",
}


@source("web")
def web() -> Iterator[Family]:
    """Of this node: each process says it every quarter of a second."""
    living = presence.processes()
    counted = presence.totals(living)
    # What was just made is sent as what is kept is: it was counted where it was made.
    for status in ("2xx", "3xx"):
        sent = ("requests", "memory", status)
        counted[sent] = max(0, counted.get(sent, 0) - counted.get(("page_cache_kept", status), 0))
    yield requests(counted)
    yield seconds(counted)
    hits = sum(n for key, n in counted.items() if key[:2] == ("requests", "memory"))
    yield Family("site_page_cache_hits", "Answers from the page cache.", "counter").add(hits)
    made = "Pages that Django made because none was kept, or the one that was had become old."
    yield Family("site_page_cache_misses", made, "counter").add(counted.get(("page_cache_made",), 0))
    stale = "Answers with a copy that had become old, while a new one was made or could not be made."
    yield Family("site_page_cache_stale", stale, "counter").add(counted.get(("page_cache_stale",), 0))
    for name, about in OLDEST.items():
        age = max((process.gauges.get(name, 0.0) for process in living), default=0.0)
        yield Family(f"site_{name}", about).add(age)
    for name, family, about in SUMS:
        yield Family(family, about).add(sum(process.gauges.get(name, 0) for process in living))
    yield Family("site_web_processes", "Web processes of this node that live.").add(len(living))
    yield Family("site_web_processes_ready", "Those that can serve.").add(sum(process.ready for process in living))
    restarted = "Web processes that ended, or were killed, and were started again."
    yield Family("site_web_processes_restarted", restarted, "counter").add(presence.restarts())


def requests(counted: dict[Key, float]) -> Family:
    family = Family("site_requests", "Requests that were answered, by what was asked for and by status.", "counter")
    for (name, *labels), n in sorted(counted.items()):
        if name == "requests":
            family.add(n, kind=labels[0], status=labels[1])
    return family


def seconds(counted: dict[Key, float]) -> Family:
    """Cumulative, as Prometheus wants it."""
    family = Family("site_request_seconds", "How long Django took, waiting for its thread included.", "histogram")
    for kind in sorted({key[1] for key in counted if key[0] == "seconds_sum"}):
        total = 0.0
        for bound in (*map(str, BUCKETS), "+Inf"):
            total += counted.get(("seconds_bucket", kind, bound), 0)
            family.add(total, "_bucket", kind=kind, le=bound)
        family.add(total, "_count", kind=kind)
        family.add(counted.get(("seconds_sum", kind), 0.0), "_sum", kind=kind)
    return family


@source("state")
def state() -> Iterator[Family]:
    conditions = Family("site_condition", "1 where what a process needs to serve is there; see /readyz.")
    for condition in STATE.found():
        conditions.add(float(not condition.problem), condition=condition.name)
    yield conditions
    info = {"version": _version("aller-vers"), "python": platform.python_version(), "node": settings.NODE_NAME}
    info |= {"django": _version("django"), "wagtail": _version("wagtail")}
    yield Family("site_build_info", "1; the labels say what runs.").add(1, **info)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"


@source("disk")
def disk() -> Iterator[Family]:
    room = shutil.disk_usage(settings.VAR_DIR)
    yield Family("site_disk_free_bytes", "Free on the disk of VAR_DIR.").add(room.free)
    yield Family("site_disk_bytes", "Size of the disk of VAR_DIR.").add(room.total)


@source("database")
def database() -> Iterator[Family]:
    """The way there and back, with a new connection."""
    started, up = time.perf_counter(), 1.0
    connection = copied_connection()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        up = 0.0
    finally:
        connection.close()
    yield Family("site_database_up", "1 where the database answers.").add(up)
    taken = time.perf_counter() - started
    yield Family("site_database_seconds", "How long a new connection and a question took.").add(taken)


@source("work", needs_database=True)
def work() -> Iterator[Family]:
    now = shared_now()
    tasks = Family("site_tasks", "Background tasks, by state.")
    rows = dict(DBTaskResult.objects.order_by().values_list("status").annotate(n=Count("pk")))
    for status in ("READY", "RUNNING", "FAILED", "SUCCESSFUL"):
        tasks.add(rows.get(status, 0), state=status.lower())
    yield tasks
    oldest = DBTaskResult.objects.ready().aggregate(at=Min("enqueued_at"))["at"]
    waited = (now - oldest).total_seconds() if oldest else 0.0
    yield Family("site_tasks_oldest_seconds", "How long the oldest task has been waiting.").add(waited)
    late = Family("site_job_late_seconds", "By how much the next run of a periodic job is late.")
    failed = Family("site_job_failed", "1 where the last run of a periodic job failed.")
    runs = Family("site_job_runs", "Runs of a periodic job.", "counter")
    failures = Family("site_job_failures", "Runs of a periodic job that failed.", "counter")
    for record in JobRecord.objects.all():
        late.add(record.overdue_by(now).total_seconds(), job=record.name)
        failed.add(float(record.failed), job=record.name)
        runs.add(record.runs, job=record.name)
        failures.add(record.failures, job=record.name)
    yield from (late, failed, runs, failures)


@source("heartbeats", needs_database=True)
def beats() -> Iterator[Family]:
    family = Family("site_heartbeat_timestamp_seconds", "When a worker or a scheduler last said that it lives.")
    heard = dict.fromkeys(heartbeats.NAMES, 0.0)
    for beat in Heartbeat.objects.all():
        heard[beat.name] = max(heard.get(beat.name, 0.0), beat.at.timestamp())
    for name, at in heard.items():
        family.add(at, process=name)
    yield family


@source("backup", needs_database=True)
def backup() -> Iterator[Family]:
    at = backups.last_finished()
    if at is not None:
        yield Family("site_backup_timestamp_seconds", "When the last backup was finished.").add(at.timestamp())
