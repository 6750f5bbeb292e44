"""Protected audiences as the public is told of them: the whole country, by month, rounded, small counts withheld.

What was told stays what it is. What was counted before the first campaign for an audience is a series of its own, which ends
before the month of that campaign: so no month is told in two ways.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min

from campaigns.plan.models import Campaign
from campaigns.results.figures.definitions import Definition
from campaigns.results.figures.freshness import Freshness
from campaigns.results.figures.site_definitions import OF_SITE
from campaigns.results.models import ToldPeriod
from campaigns.results.public.report import Period, period_of
from campaigns.results.public.series import INDICATORS, Series
from campaigns.results.public.telling import periods_due, sealed_before
from core.audiences import AUDIENCES
from core.editor.calendar import day_of
from reach.events import PROTECTED_SURFACES
from reach.figures import whole_site

SHOWN = 13  # months, the newest first
Counts = list[tuple[str, date, int]]


@dataclass(frozen=True)
class Surface:
    """`months` are all that are told, the newest first."""

    name: str
    months: list[Period]

    @property
    def label(self):
        return AUDIENCES[self.name].label

    @property
    def shown(self) -> list[Period]:
        return self.months[:SHOWN]

    @property
    def definitions(self) -> list[Definition]:
        """Of what was counted at all."""
        return [
            OF_SITE[kind]
            for kind in INDICATORS
            if any(month.numbers[kind].value or month.numbers[kind].value is None for month in self.months)
        ]

    @property
    def rows(self) -> list[tuple[Period, list]]:
        keys = [one.key for one in self.definitions]
        return [(month, [month.numbers[key] for key in keys]) for month in self.shown]


def surfaces(of: Iterable[int], fresh: Freshness) -> list[Surface]:
    """Three queries, and more where the last comparison failed; a surface of which nothing is told has no months."""
    last = fresh.reconciled
    sealed = sealed_before(last if last and last.ok and not last.not_compared else None, fresh.until)
    counts = whole_site.protected_months(of, INDICATORS)
    begun = _first_launches()
    known: dict[str, list[ToldPeriod]] = defaultdict(list)
    for told in ToldPeriod.objects.filter(surface__in=PROTECTED_SURFACES):
        known[told.surface].append(told)
    return [
        Surface(name, _months(name, counts.get(name, []), begun.get(name), known[name], sealed))
        for name in AUDIENCES
        if name in PROTECTED_SURFACES
    ]


def _first_launches() -> dict[str, date]:
    launched = Campaign.objects.filter(launched_at__isnull=False, audience__in=PROTECTED_SURFACES).order_by()
    return {audience: day_of(at) for audience, at in launched.values_list("audience").annotate(Min("launched_at"))}


def _months(
    surface: str, counts: Counts, launched: date | None, known: list[ToldPeriod], sealed: date | None
) -> list[Period]:
    def read(first: date, last: date) -> Counts:
        return [row for row in counts if first <= row[1] <= last]

    if sealed is None:
        return [period_of(one) for one in reversed(known)]
    told: list[ToldPeriod] = []
    if counts and (before := _before(surface, counts[0][1], launched)):
        told += periods_due(before, [], sealed, read)
    if launched:
        told += [*known, *periods_due(Series(launched, None, surface=surface), known, sealed, read)]
    return [period_of(one) for one in reversed(told)]


def _before(surface: str, first: date, launched: date | None) -> Series | None:
    """The months from the first count on, until the one of the first campaign."""
    if launched is None:
        return Series(first, None, surface=surface)
    end = launched.replace(day=1) - timedelta(days=1)
    return Series(first, end, surface=surface) if first <= end else None
