"""Reading counts: whole numbers, under one query whatever the number of rows."""

from datetime import date, timedelta

import pytest

from reach.figures import reading
from reach.figures.reading import Period
from reach.models import Adjustment, Rejected, Total

DAYS = Period(date(2026, 11, 1), date(2026, 11, 30))
YEARS = Period(date(2024, 11, 15), date(2026, 11, 10))


@pytest.fixture
def totals(db):
    """As many days as asked for, of two kinds and two pages; n is the day of the month."""

    def made(days: int):
        rows = [("all", ""), ("page", "5"), ("page", "6")]
        Total.objects.bulk_create(
            Total(grain="day", start=date(2026, 11, day), campaign=1, wave=wave, kind=kind, dimension=d, key=key, n=day)
            for day in range(1, days + 1)
            for kind in ("view", "entry")
            for d, key in rows
            for wave in (2, 3)
        )
        Rejected.objects.bulk_create(
            Rejected(day=date(2026, 11, day), surface="public", campaign=1, kind="view", reason="bot", n=day)
            for day in range(1, days + 1)
        )
        Adjustment.objects.bulk_create(
            Adjustment(day=date(2026, 11, day), campaign=1, wave=2, kind="view", n=-1, reason="why")
            for day in range(1, days + 1)
        )

    return made


@pytest.mark.parametrize("days", [1, 3])
def test_each_reading_is_one_query_of_whole_numbers(totals, days, django_assert_num_queries):
    totals(days)
    total = sum(range(1, days + 1))

    def read(function, *arguments, **options):
        with django_assert_num_queries(1):
            return function(*arguments, **options)

    assert read(reading.series, 1, ["view"], DAYS) == {
        "view": {date(2026, 11, day): 2 * day for day in range(1, days + 1)}
    }
    assert read(reading.series, 1, ["view"], DAYS, wave=2) == {
        "view": {date(2026, 11, day): day for day in range(1, days + 1)}
    }
    assert read(reading.by, "page", 1, ["view", "entry"], DAYS) == {
        page: {"view": 2 * total, "entry": 2 * total} for page in ("5", "6")
    }
    assert read(reading.sums, 1, ["view"], DAYS) == {"view": 2 * total}
    assert read(reading.rejected, 1, DAYS) == {"bot": total}
    assert read(reading.adjustments, 1, DAYS) == {"view": -days}
    found = [*reading.sums(1, ["view"], DAYS).values(), *reading.rejected(1, DAYS).values()]
    assert {type(n) for n in found} == {int}


def test_long_periods_are_read_by_whole_months(db):
    for start in (date(2024, 10, 1), date(2024, 11, 1), date(2026, 11, 1), date(2026, 12, 1)):
        Total.objects.create(grain="month", start=start, campaign=1, kind="view", dimension="all", n=1)

    assert YEARS.whole == Period(date(2024, 11, 1), date(2026, 11, 30))
    assert reading.series(1, ["view"], YEARS) == {"view": {date(2024, 11, 1): 1, date(2026, 11, 1): 1}}
    assert YEARS.last + timedelta(days=20) == YEARS.whole.last
