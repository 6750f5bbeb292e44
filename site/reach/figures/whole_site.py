"""Reads counts of the whole site: of all campaigns, and of what belongs to none.

Totals are indexed by their campaign first, so a query names every campaign that was ever counted, those that are gone included.
On protected surfaces, and on protected pages of others, nothing has a campaign: what is counted under one is open.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import connection
from django.db.models import Min, QuerySet, Sum

from reach.events import PROTECTED_SURFACES, Dimension
from reach.figures.reading import Period
from reach.models import Rejected, Total

NONE = 0  # the campaign of what belongs to none
Grain = Total.Grain


def campaigns() -> list[int]:
    """Of which anything was ever counted; a step down the index for each, and one query."""
    table = connection.ops.quote_name(Total._meta.db_table)
    statement = (
        f"WITH RECURSIVE found(campaign) AS (SELECT MIN(campaign) FROM {table} UNION ALL "  # noqa: S608 (our own table)
        f"SELECT (SELECT MIN(campaign) FROM {table} WHERE campaign > found.campaign) FROM found WHERE found.campaign IS NOT NULL) "
        "SELECT campaign FROM found WHERE campaign IS NOT NULL"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [campaign for (campaign,) in cursor.fetchall()]


def by_surface(
    of: Iterable[int], kinds: Iterable[str], period: Period, since: date | None = None
) -> dict[str, dict[str, dict[date, int]]]:
    """{open surface: {kind: {day, or first of month: count}}}; protected ones are told by month alone.

    `since` asks for days before the period too, as the period is read.
    """
    found: dict[str, dict[str, dict[date, int]]] = defaultdict(lambda: defaultdict(dict))
    totals = _totals(of, Dimension.SURFACE, kinds, period, since).exclude(key__in=PROTECTED_SURFACES)
    for key, kind, start, n in totals.values_list("key", "kind", "start").annotate(Sum("n")).order_by("start"):
        found[key][kind][start] = int(n)
    return {key: dict(of_it) for key, of_it in found.items()}


def by_page(of: Iterable[int], kinds: Iterable[str], period: Period) -> dict[tuple[bool, str], dict[str, int]]:
    """{(whether under a campaign, id of a page): {kind: count}}, in one query.

    What has no campaign has no zone here: whoever shows a page looks at its zone. A period that is told by the day is read by
    the month where a month lies in it whole: thousands of pages a day are many rows.
    """
    found: dict[tuple[bool, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    totals = _totals(of, Dimension.PAGE, kinds, period).exclude(key="")
    parts = [totals] if period.grain == Grain.MONTH else _parts(of, kinds, period)
    first, *rest = [part.values_list("campaign", "key", "kind").annotate(Sum("n")).order_by() for part in parts]
    for campaign, key, kind, n in first.union(*rest, all=True) if rest else first:
        found[campaign != NONE, key][kind] += int(n)
    return {page: dict(counts) for page, counts in found.items()}


def _parts(of: Iterable[int], kinds: Iterable[str], period: Period) -> list[QuerySet[Total]]:
    """The months that lie whole in a period, and the days before and after them."""
    pages = Total.objects.filter(campaign__in=list(of), dimension=Dimension.PAGE, kind__in=list(kinds)).exclude(key="")
    first = period.first if period.first.day == 1 else _month_after(period.first)
    after = period.last + timedelta(days=1)
    last = after if after.day == 1 else period.last.replace(day=1)  # the day after the last whole month
    if first >= last:
        return [pages.filter(grain=Grain.DAY, start__range=(period.first, period.last))]
    spans = [(Grain.MONTH, first, last), (Grain.DAY, period.first, first), (Grain.DAY, last, after)]
    return [pages.filter(grain=grain, start__gte=begin, start__lt=end) for grain, begin, end in spans if begin < end]


def _month_after(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def protected_months(of: Iterable[int], kinds: Iterable[str]) -> dict[str, list[tuple[str, date, int]]]:
    """{protected surface: (kind, first of month, count) since ever}."""
    found: dict[str, list[tuple[str, date, int]]] = defaultdict(list)
    totals = Total.objects.filter(
        campaign__in=list(of), dimension=Dimension.SURFACE, key__in=PROTECTED_SURFACES, grain=Grain.MONTH
    )
    rows = totals.filter(kind__in=list(kinds)).values_list("key", "kind", "start").annotate(Sum("n"))
    for key, *row, n in rows.order_by("start"):
        found[key].append((*row, int(n)))
    return dict(found)


def began(of: Iterable[int]) -> date | None:
    """The first month in which anything was counted."""
    months = Total.objects.filter(campaign__in=list(of), dimension=Dimension.ALL, grain=Grain.MONTH)
    return months.aggregate(first=Min("start"))["first"]


def course_of_pages(
    of: Iterable[int], keys: Iterable[str], kinds: Iterable[str], period: Period, since: date | None = None
) -> dict[str, dict[str, dict[date, int]]]:
    """{id of a page: {kind: {day, or first of month: count}}} of some pages."""
    found: dict[str, dict[str, dict[date, int]]] = defaultdict(lambda: defaultdict(dict))
    totals = _totals(of, Dimension.PAGE, kinds, period, since).filter(key__in=list(keys))
    for key, kind, start, n in totals.values_list("key", "kind", "start").annotate(Sum("n")).order_by():
        found[key][kind][start] = int(n)
    return {key: dict(kinds) for key, kinds in found.items()}


def rejected(period: Period) -> dict[str, int]:
    """{reason: count} of what was not counted on open surfaces; who objects is counted for no surface."""
    found = Rejected.objects.filter(day__range=(period.first, period.last)).exclude(surface__in=PROTECTED_SURFACES)
    return {reason: int(n) for reason, n in found.values_list("reason").annotate(Sum("n")).order_by()}


def _totals(
    of: Iterable[int], dimension: str, kinds: Iterable[str], period: Period, since: date | None = None
) -> QuerySet[Total]:
    whole = period.whole
    return Total.objects.filter(
        campaign__in=list(of),
        dimension=dimension,
        grain=period.grain,
        start__range=(since or whole.first, whole.last),
        kind__in=list(kinds),
    )
