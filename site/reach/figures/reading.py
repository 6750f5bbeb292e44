"""Reads counts: each function takes one query, whatever the period, and sums nothing that cannot be added.

Periods are whole days of the country, both ends included. Longer than `DAILY` they are read by month, and begin and end with
whole months: what is told says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from reach.events import Dimension
from reach.models import Adjustment, Rejected, Total

DAILY = 100  # days
Grain = Total.Grain


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def grain(self) -> str:
        return Grain.DAY if self.days <= DAILY else Grain.MONTH

    @property
    def whole(self) -> "Period":
        """The period as it is read: by whole months where it is long."""
        if self.grain == Grain.DAY:
            return self
        after = (self.last.replace(day=28) + timedelta(days=4)).replace(day=1)
        return Period(self.first.replace(day=1), after - timedelta(days=1))


def _totals(campaign: int, dimension: str, period: Period, kinds: Iterable[str], wave: int | None):
    whole = period.whole
    found = Total.objects.filter(
        campaign=campaign,
        dimension=dimension,
        grain=period.grain,
        start__range=(whole.first, whole.last),
        kind__in=kinds,
    )
    return found if wave is None else found.filter(wave=wave)


def series(
    campaign: int, kinds: Iterable[str], period: Period, *, wave: int | None = None
) -> dict[str, dict[date, int]]:
    """{kind: {day, or first of month: count}}; days without any are absent."""
    found: dict[str, dict[date, int]] = defaultdict(dict)
    rows = _totals(campaign, Dimension.ALL, period, kinds, wave).values_list("kind", "start").annotate(Sum("n"))
    for kind, start, n in rows.order_by("start"):
        found[kind][start] = int(n)
    return dict(found)


def by(
    dimension: str,
    campaign: int,
    kinds: Iterable[str],
    period: Period,
    *,
    wave: int | None = None,
    keys: Iterable[str] | None = None,
) -> dict[str, dict[str, int]]:
    """{key of the dimension: {kind: count}}, each an independent total; of some keys alone where `keys` names them."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    totals = _totals(campaign, dimension, period, kinds, wave)
    totals = totals if keys is None else totals.filter(key__in=list(keys))
    rows = totals.values_list("key", "kind").annotate(Sum("n")).order_by()
    for key, kind, n in rows:
        found[key][kind] = int(n)
    return dict(found)


def on_days(
    dimension: str,
    campaign: int,
    kinds: Iterable[str],
    days: Mapping[str, Set[date]],
    *,
    wave: int | None = None,
) -> dict[str, dict[str, int]]:
    """{key of the dimension: {kind: count}}, of each key on the days that are named for it alone."""
    every = set().union(*days.values())
    if not every:
        return {}
    totals = Total.objects.filter(
        campaign=campaign,
        dimension=dimension,
        grain=Grain.DAY,
        start__range=(min(every), max(every)),
        kind__in=list(kinds),
        key__in=list(days),
    )
    totals = totals if wave is None else totals.filter(wave=wave)
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for key, kind, start, n in totals.values_list("key", "kind", "start").annotate(Sum("n")).order_by():
        if start in days[key]:
            found[key][kind] += int(n)
    return {key: dict(counts) for key, counts in found.items()}


def daily(dimension: str, campaign: int, kinds: Iterable[str], period: Period) -> dict[str, dict[str, dict[date, int]]]:
    """{key of the dimension: {kind: {day: count}}}; days without any are absent."""
    found: dict[str, dict[str, dict[date, int]]] = defaultdict(lambda: defaultdict(dict))
    totals = Total.objects.filter(
        campaign=campaign,
        dimension=dimension,
        grain=Grain.DAY,
        start__range=(period.first, period.last),
        kind__in=list(kinds),
    )
    for key, kind, start, n in totals.values_list("key", "kind", "start").annotate(Sum("n")).order_by():
        found[key][kind][start] = int(n)
    return {key: dict(kinds) for key, kinds in found.items()}


def course(
    dimension: str, campaign: int, key: str, kinds: Iterable[str], period: Period, *, wave: int | None = None
) -> dict[str, dict[date, int]]:
    """{kind: {day, or first of month: count}} of one key of the dimension."""
    found: dict[str, dict[date, int]] = defaultdict(dict)
    rows = _totals(campaign, dimension, period, kinds, wave).filter(key=key).values_list("kind", "start")
    for kind, start, n in rows.annotate(Sum("n")).order_by("start"):
        found[kind][start] = int(n)
    return dict(found)


def of_variants(variants: Iterable[str], kinds: Iterable[str], campaigns: Iterable[int]) -> dict[str, dict[str, int]]:
    """{variant: {kind: count}} since ever: the name of a variant is used once, and its months are kept."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    rows = Total.objects.filter(
        campaign__in=list(campaigns),
        dimension=Dimension.VARIANT,
        grain=Grain.MONTH,
        kind__in=list(kinds),
        key__in=list(variants),
    )
    for key, kind, n in rows.values_list("key", "kind").annotate(Sum("n")).order_by():
        found[key][kind] = int(n)
    return dict(found)


def sums(campaign: int, kinds: Iterable[str], period: Period, *, wave: int | None = None) -> dict[str, int]:
    """{kind: count} of the whole period, without adjustments."""
    return by(Dimension.ALL, campaign, kinds, period, wave=wave).get("", {})


def adjustments(campaign: int, period: Period, *, wave: int | None = None) -> dict[str, int]:
    """{kind: what corrections add}; shown beside the count, never in it unsaid."""
    found = Adjustment.objects.filter(campaign=campaign, day__range=(period.first, period.last))
    found = found if wave is None else found.filter(wave=wave)
    return _by_first(found.values_list("kind"))


def rejected(campaign: int, period: Period) -> dict[str, int]:
    """{reason: count} of what was not counted."""
    found = Rejected.objects.filter(campaign=campaign, day__range=(period.first, period.last))
    return _by_first(found.values_list("reason"))


def _by_first(rows) -> dict[str, int]:
    """{value: sum}; PostgreSQL's sums of large numbers are decimals."""
    return {value: int(n) for value, n in rows.annotate(Sum("n")).order_by()}
