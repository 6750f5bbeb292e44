"""Reading counts of the whole site: exact whatever the period, and nothing of protected surfaces by the day."""

from datetime import date, timedelta

import pytest

from reach.figures import whole_site
from reach.figures.reading import Period
from reach.models import Total

FIRST, DAYS = date(2026, 7, 20), 130


@pytest.fixture
def totals(db):
    """A page of a campaign and one of none, 130 days; n is the day's number."""
    days = [FIRST + timedelta(days=number) for number in range(DAYS)]
    months: dict = {}
    rows = []
    for number, day in enumerate(days):
        for campaign, key in ((7, "5"), (0, "6")):
            rows.append(
                Total(grain="day", start=day, campaign=campaign, kind="view", dimension="page", key=key, n=number)
            )
            months[campaign, key, day.replace(day=1)] = months.get((campaign, key, day.replace(day=1)), 0) + number
    rows += [
        Total(grain="month", start=start, campaign=campaign, kind="view", dimension="page", key=key, n=n)
        for (campaign, key, start), n in months.items()
    ]
    Total.objects.bulk_create(rows)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 9, 5), date(2026, 9, 5)),
        (date(2026, 9, 1), date(2026, 9, 30)),
        (date(2026, 9, 2), date(2026, 10, 1)),
        (date(2026, 8, 31), date(2026, 10, 1)),
        (date(2026, 8, 15), date(2026, 10, 31)),
        (date(2026, 8, 1), date(2026, 10, 30)),
    ],
)
def test_pages_are_exact_although_whole_months_are_read_as_such(totals, first, last, django_assert_num_queries):
    expected = sum((first - FIRST).days + number for number in range((last - first).days + 1))

    with django_assert_num_queries(1):
        found = whole_site.by_page([0, 7], ["view"], Period(first, last))

    assert found == {(True, "5"): {"view": expected}, (False, "6"): {"view": expected}}


def test_every_campaign_is_found_in_one_query(totals, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert whole_site.campaigns() == [0, 7]


def test_where_nothing_is_counted_there_is_no_campaign(db):
    assert whole_site.campaigns() == []


def test_protected_surfaces_are_read_by_month_alone(db):
    for grain, start in (("day", date(2026, 9, 5)), ("month", date(2026, 9, 1))):
        for surface in ("outreach", "buyers"):
            Total.objects.create(
                grain=grain, start=start, campaign=0, kind="view", dimension="surface", key=surface, n=9
            )

    days = Period(date(2026, 9, 1), date(2026, 9, 30))
    assert whole_site.by_surface([0], ["view"], days) == {"buyers": {"view": {date(2026, 9, 5): 9}}}
    assert whole_site.protected_months([0], ["view"]) == {"outreach": [("view", date(2026, 9, 1), 9)]}
