"""Days of 23 and of 25 hours, where every hour belongs to its day in Paris; and a clock that is wrong, and set right."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from core.periodic_jobs import publish_scheduled
from operations.models import JobRecord
from operations.schedule import register_jobs, tick
from reach.folding.fold import fold
from reach.journal import journal
from reach.models import Cell, Hour, Total
from serving.clock import shared_now
from serving.page_cache.changes.numbers import BARRIER, Numbers
from tests import factories
from tests.clock import Clock as SteadyClock
from tests.reach.conftest import view
from tests.serving.page_cache.pretence import Pretence
from tests.serving.page_cache.visits import cached


@pytest.mark.parametrize(
    ("day", "midnight", "hours"),
    [
        (date(2026, 3, 29), datetime(2026, 3, 28, 23, tzinfo=UTC), 23),
        (date(2026, 10, 25), datetime(2026, 10, 24, 22, tzinfo=UTC), 25),
        (date(2026, 11, 25), datetime(2026, 11, 24, 23, tzinfo=UTC), 24),
    ],
)
def test_day_holds_the_events_of_its_hours(node, db, time_machine, day, midnight, hours):
    for half in range(-1, 2 * hours + 1):
        time_machine.move_to(midnight + half * timedelta(minutes=30), tick=False)
        journal.append(view(bucket=journal.bucket_of(False, timezone.now()), wave=1))
        journal.append(view(bucket=journal.bucket_of(True, timezone.now()), surface="young"))

    fold()

    expected = [(day - timedelta(days=1), 1), (day, 2 * hours), (day + timedelta(days=1), 1)]
    for surface in ("public", "young"):
        assert list(Cell.objects.filter(surface=surface).order_by("day").values_list("day", "n")) == expected
    assert list(Total.objects.filter(grain="day", dimension="all", start=day).values_list("n", flat=True)) == [
        2 * hours,
        2 * hours,
    ]
    assert list(Hour.objects.filter(hour__gte=midnight).order_by("hour").values_list("n", flat=True)) == [2] * hours + [
        1
    ]


YEAR = timedelta(days=365)


def test_clock_that_was_ahead_leaves_no_job_waiting_for_that_day(db):
    """That of the database went a year ahead, a scheduler claimed what was due, and the clock was set right."""
    register_jobs()
    right = shared_now()
    tick(right)
    ahead = tick(right + YEAR)

    back = tick(right + timedelta(minutes=1))

    assert set(back) == set(ahead) != set()
    assert tick(right + timedelta(minutes=1)) == []
    assert not JobRecord.objects.filter(due_at__gt=right + timedelta(days=8)).exists()  # some are weekly


def test_clock_that_goes_back_publishes_nothing_twice_and_takes_nothing_back(db, home, time_machine):
    right = datetime(2026, 11, 25, 12, tzinfo=UTC)
    time_machine.move_to(right, tick=False)
    page = factories.standard_page(home, slug="plus-tard")
    page.unpublish()
    revision = type(page).objects.get(pk=page.pk).save_revision()
    factories.approve(revision)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=right + timedelta(days=1))

    lives = []
    for days in (0, 2, -2, 2):
        time_machine.move_to(right + timedelta(days=days), tick=False)
        publish_scheduled()
        lives.append(Page.objects.get(pk=page.pk).live)

    assert lives == [False, True, True, True]
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish.scheduled").count() == 1


def test_numbers_of_the_page_cache_owe_nothing_to_the_clock(tmp_path, time_machine):
    """A file that is lost twice in the same moment, as a clock that was set back tells it."""
    time_machine.move_to(datetime(2026, 11, 25, 12, tzinfo=UTC), tick=False)
    seen = set()

    for _ in range(3):
        numbers = Numbers(tmp_path / "numbers")
        seen |= {numbers.read()[:8], numbers.read()[BARRIER:]}
        (tmp_path / "numbers").unlink()

    assert len(seen) == 6


@pytest.mark.django_db  # the end of an answer looks after the connection
def test_copy_of_a_page_lives_as_long_whatever_the_clock_says(tmp_path, time_machine, settings):
    settings.STALE_MAX = 600
    time_machine.move_to(datetime(2026, 11, 25, 12, tzinfo=UTC), tick=False)
    site, steady = Pretence(), SteadyClock()
    visitor = cached(tmp_path, site, clock=steady)
    visitor.get("/fr/")
    site.status = 503

    time_machine.move_to(datetime(2020, 1, 1, tzinfo=UTC), tick=False)
    steady.now += 599
    last = visitor.get("/fr/").status
    steady.now += 1

    assert (last, visitor.get("/fr/").status) == (200, 503)
