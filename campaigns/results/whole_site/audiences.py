"""What was counted for each open audience: every number, and both halves of every rate, from the surface of that audience."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from campaigns.plan.models import Campaign
from campaigns.results.figures.counted import CALLS, Figure, Ratio
from campaigns.results.figures.site_definitions import OF_SITE
from campaigns.results.whole_site import pages
from core import audiences
from core.measures.indicators import Indicator
from reach.events import PROTECTED_SURFACES
from reach.figures import whole_site
from reach.figures.reading import Period
from reach.models import Adjustment

Days = dict[date, int]
OTHERS = (Indicator.KIT_DOWNLOAD, *CALLS, Indicator.STAGE_INFO)


@dataclass(frozen=True)
class Surface:
    """`days` are {kind: {day, or first of a month where the period is long: count}}."""

    name: str
    days: Mapping[str, Days]

    @property
    def label(self):
        return audiences.label(self.name)

    def of(self, kind: str) -> int:
        return sum(self.days.get(kind, {}).values())

    def within(self, period: Period) -> "Surface":
        return Surface(
            self.name,
            {
                kind: {day: n for day, n in days.items() if period.first <= day <= period.last}
                for kind, days in self.days.items()
            },
        )

    def ratio(self, kind: str, whole: str) -> Ratio:
        return Ratio(OF_SITE[kind], self.of(kind), OF_SITE[whole], self.of(whole))

    @property
    def views(self) -> int:
        return self.of(Indicator.VIEW)

    @property
    def entries(self) -> int:
        return self.of(Indicator.ENTRY)

    @property
    def end(self) -> Ratio:
        return self.ratio(Indicator.READ_90, Indicator.VIEW)

    @property
    def finished(self) -> Ratio:
        return self.ratio(Indicator.CHECK_DONE, Indicator.CHECK_START)

    @property
    def others(self) -> list[Figure]:
        """What is told of it beside views, visits and shares."""
        return [Figure(OF_SITE[kind], self.of(kind)) for kind in OTHERS]


@dataclass(frozen=True)
class Counted:
    """The open surfaces; what all of them add up to is of no protected one."""

    surfaces: list[Surface]
    corrections: list[Adjustment] = field(default_factory=list)

    @property
    def days(self) -> dict[str, Days]:
        """{kind: {day: count}} of all open surfaces."""
        found: dict[str, Days] = defaultdict(lambda: defaultdict(int))
        for surface in self.surfaces:
            for kind, days in surface.days.items():
                for day, n in days.items():
                    found[kind][day] += n
        return {kind: dict(days) for kind, days in found.items()}

    def of(self, kind: str) -> int:
        return sum(surface.of(kind) for surface in self.surfaces)

    def figure(self, kind: str) -> Figure:
        return Figure(OF_SITE[kind], self.of(kind), sum(one.n for one in self.corrections if one.kind == kind))

    @property
    def is_empty(self) -> bool:
        return not any(surface.of(kind) for surface in self.surfaces for kind in surface.days)


@dataclass(frozen=True)
class Headline:
    """A number; what it was on the days that are over, and on as many before them. None where that is not told by the day."""

    figure: Figure
    now: int | None = None
    then: int | None = None

    @property
    def change(self) -> float | None:
        return self.now / self.then - 1 if self.then else None


def count(
    of: Iterable[int], period: Period, withheld: Mapping[str, str], since: date | None = None
) -> tuple[list[Surface], list[Surface]]:
    """Every open audience in the period, and from `since` until its end; two queries.

    Also where nothing was counted; without what protected pages add to it.
    """
    hidden = pages.hidden(withheld, period, since)
    found = whole_site.by_surface(of, Indicator.values, period, since)
    names = [
        name
        for name, one in audiences.known().items()
        if name not in PROTECTED_SURFACES and (not one.is_retired or name in found)
    ]
    names += sorted(set(found) - set(names) - {""})
    every = [Surface(name, _without(found.get(name, {}), hidden.get(name, {}))) for name in names]
    return [one.within(period.whole) for one in every], every


def corrections(period: Period) -> list[Adjustment]:
    """Without those of campaigns for protected audiences."""
    whole = period.whole
    found = Adjustment.objects.filter(day__range=(whole.first, whole.last)).select_related("author")
    return list(found.exclude(campaign__in=Campaign.objects.filter(audience__in=PROTECTED_SURFACES).values("pk")))


def headlines(
    counted: Counted, every: list[Surface], beside: tuple[Period, Period] | None, kinds: Iterable[str]
) -> list[Headline]:
    """Some numbers, each beside what it was before, where that is told: `every` reaches back to it."""
    if beside is None:
        return [Headline(counted.figure(kind)) for kind in kinds]
    now, then = [Counted([one.within(period) for one in every]) for period in beside]
    return [Headline(counted.figure(kind), now.of(kind), then.of(kind)) for kind in kinds]


def _without(days: Mapping[str, Days], hidden: Mapping[str, Days]) -> dict[str, Days]:
    return {
        kind: {day: max(0, n - hidden.get(kind, {}).get(day, 0)) for day, n in of_it.items()}
        for kind, of_it in days.items()
    }
