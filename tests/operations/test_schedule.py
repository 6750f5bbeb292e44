"""Periodic work: declared once, run once, its lateness shown."""

import re
import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from core.upkeep import periodic
from core.upkeep.periodic import JOBS
from operations import schedule
from operations.models import JobRecord
from operations.schedule import GRACE, register_jobs, tick
from tests.live import ROOT

# A job is either here or in the table "What is removed by itself" of docs/operations.md. Putting new results in the place of old ones
# removes nothing.
REMOVE_NOTHING = [
    "tell-of-messages",
    "check-outside-links",
    "check-sheets",
    "examine-campaigns",
    "lift-embargoes",
    "mail-partners",
    "mail-results",
    "mail-what-waits",
    "make-renditions",
    "measure-tables",
    "publish-scheduled",
    "read-new-codes",
    "read-typed-numbers",
    "reconcile-reach",
    "remind-of-consents",
    "renew-kits",
    "resume-making",
    "run-launches",
    "settle-consents",
    "settle-whom-to-tell",
    "tell-public-results",
    "tell-who-is-unheard",
    "watch-experiments",
    "watch-reach",
]


@pytest.fixture
def job(monkeypatch):
    """One job alone, which notes its runs."""
    runs = []

    @periodic.periodic(every=timedelta(minutes=5), description="Notes that it ran.")
    def note() -> str:
        runs.append(timezone.now())
        return f"run {len(runs)}"

    monkeypatch.setattr(schedule, "JOBS", {"note": note})
    return runs


def pass_by(time: timedelta) -> None:
    """As the records see it: the clock of the database cannot be moved."""
    moments = ("due_at", "claimed_at", "started_at", "finished_at")
    JobRecord.objects.update(**{moment: F(moment) - time for moment in moments})


def test_every_room_s_jobs_are_found(db):
    register_jobs()

    assert {"publish-scheduled", "withdraw-images", "prune-tasks", "clear-sessions"} <= set(
        JobRecord.objects.values_list("name", flat=True)
    )


def test_operators_are_told_of_every_job_that_removes_something(db):
    register_jobs()
    table = (
        (ROOT / "docs" / "operations.md").read_text().partition("## What is removed by itself")[2].partition("\n## ")[0]
    )

    told = re.findall(r"^\|.*\| `([a-z-]+)` \|$", table, re.MULTILINE)

    assert sorted([*told, *REMOVE_NOTHING]) == sorted(JOBS)


def test_due_job_runs_once_and_then_when_it_is_due_again(db, job):
    register_jobs()

    assert tick() == ["note"]
    assert tick() == []
    pass_by(timedelta(minutes=6))
    assert tick() == ["note"]

    record = JobRecord.objects.get()
    assert (len(job), record.runs, record.outcome) == (2, 2, "run 2")


def test_runs_missed_while_stopped_are_made_up_once(db, job):
    register_jobs()
    tick()

    pass_by(timedelta(hours=5))
    claimed = [tick(), tick()]

    assert claimed == [["note"], []]
    assert 3600 * 4 < JobRecord.objects.get().seconds_late < 3600 * 5


def test_failure_is_recorded_and_the_job_runs_again(db, job, monkeypatch, caplog):
    register_jobs()

    def broken():
        raise RuntimeError("the disk is full")

    monkeypatch.setitem(schedule.JOBS, "note", periodic.Job("note", timedelta(minutes=5), broken, ""))
    tick()

    record = JobRecord.objects.get()
    assert (record.failures, record.outcome) == (1, "RuntimeError: the disk is full")
    pass_by(timedelta(minutes=6))
    assert tick() == ["note"]


def test_run_that_was_killed_is_claimed_again_after_the_grace(db, job):
    register_jobs()
    now = timezone.now()
    JobRecord.objects.update(due_at=now + timedelta(days=1), claimed_at=now, finished_at=None)

    assert tick(now + GRACE / 2) == []
    assert tick(now + GRACE) == ["note"]


def test_job_that_is_gone_from_the_code_is_forgotten(db, job):
    JobRecord.objects.create(name="gone", due_at=timezone.now())

    register_jobs()

    assert list(JobRecord.objects.values_list("name", flat=True)) == ["note"]


@pytest.mark.django_db(transaction=True)
def test_many_schedulers_claim_a_run_once(job):
    register_jobs()
    claimed, barrier = [], threading.Barrier(8)

    def race():
        barrier.wait()
        try:
            claimed.extend(tick())
        finally:
            connection.close()

    threads = [threading.Thread(target=race) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert claimed == ["note"]
    assert len(job) == 1


def test_claim_that_is_not_committed_leaves_the_run_due(db, job):
    register_jobs()

    with transaction.atomic():
        tick()
        transaction.set_rollback(True)

    assert JobRecord.objects.get().claimed_at is None


def test_command_lists_jobs_and_fails_where_one_is_late(db):
    register_jobs()
    out = StringIO()

    call_command("jobs", stdout=out)
    JobRecord.objects.filter(name="publish-scheduled").update(due_at=timezone.now() - timedelta(minutes=20))
    with pytest.raises(SystemExit):
        call_command("jobs", stdout=StringIO())

    assert out.getvalue().count("\n") == len(JOBS)
    assert "publish-scheduled: every 0:01:00, last never, 0 s late, 0 failures. " in out.getvalue()


def test_admin_shows_what_is_late(admin_client):
    register_jobs()
    JobRecord.objects.filter(name="publish-scheduled").update(due_at=timezone.now() - timedelta(minutes=20))

    html = admin_client.get("/admin/reports/periodic-work/").content.decode()

    assert "publish-scheduled" in html
    assert "20 minutes" in html
