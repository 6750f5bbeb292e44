"""Days of 23 and of 25 hours: every hour belongs to its day in Paris, on open and on protected surfaces alike."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from reach import journal
from reach.fold import fold
from reach.models import Cell, Hour, Total
from tests.reach.conftest import view


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
        journal.append(view(bucket=journal.bucket_of(False, timezone.now())))
        journal.append(view(bucket=journal.bucket_of(True, timezone.now()), surface="young"))

    fold()

    expected = [(day - timedelta(days=1), 1), (day, 2 * hours), (day + timedelta(days=1), 1)]
    for surface in ("public", "young"):
        assert list(Cell.objects.filter(surface=surface).order_by("day").values_list("day", "n")) == expected
    assert list(Total.objects.filter(grain="day", dimension="all", start=day).values_list("n", flat=True)) == [
        4 * hours
    ]
    assert list(Hour.objects.filter(hour__gte=midnight).order_by("hour").values_list("n", flat=True)) == [2] * hours + [
        1
    ]
