"""What was counted for each open audience: every number, and both halves of every rate, from the surface of that audience."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from campaigns.plan.models import Campaign
from campaigns.results.figures.counted import CALLS, Figure, Ratio
from campaigns.results.figures.site_definitions import OF_SITE
from campaigns.results.whole_site import pages
from core.audiences import AUDIENCES
from core.measures.indicators import Indicator
from reach.events import PROTECTED_SURFACES
from reach.figures import whole_site
from reach.figures.reading import Period

Days = dict[date, int]


@dataclass(frozen=True)
class Surface:
    """`days` are {kind: {day, or first of a month where the period is long: count}}."""

    name: str
    days: Mapping[str, Days]

    @property
    def label(self):
        return AUDIENCES[self.name].label if self.name in AUDIENCES else self.name

    def of(self, kind: str) -> int:
        return sum(self.days.get(kind, {}).values())

    def ratio(self, kind: str, whole: str) -> Ratio:
        return Ratio(OF_SITE[kind], self.of(kind), OF_SITE[whole], self.of(whole))

    @property
    def views(self) -> int:
        return self.of(Indicator.VIEW)

    @property
    def entries(self) -> int:
        return self.of(Indicator.ENTRY)

    @property
    def downloads(self) -> int:
        return self.of(Indicator.KIT_DOWNLOAD)

    @property
    def end(self) -> Ratio:
        return self.ratio(Indicator.READ_90, Indicator.VIEW)

    @property
    def finished(self) -> Ratio:
        return self.ratio(Indicator.CHECK_DONE, Indicator.CHECK_START)

    @property
    def clicks(self) -> list[int]:
        return [self.of(kind) for kind in CALLS]

    @property
    def stage(self) -> int:
        return self.of(Indicator.STAGE_INFO)


@dataclass(frozen=True)
class Counted:
    """The open surfaces; what all of them add up to is of no protected one."""

    surfaces: list[Surface]
    corrections: Mapping[str, int]

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
        return Figure(OF_SITE[kind], self.of(kind), self.corrections.get(kind, 0))

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


def count(of: Iterable[int], period: Period) -> Counted:
    """Every open audience, also where nothing was counted, without what protected pages add to it; four queries."""
    hidden = pages.hidden(period)
    found = whole_site.by_surface(of, Indicator.values, period)
    names = [name for name in AUDIENCES if name not in PROTECTED_SURFACES]
    names += sorted(set(found) - set(names) - {""})
    surfaces = [Surface(name, _without(found.get(name, {}), hidden.get(name, {}))) for name in names]
    corrections = whole_site.adjustments(Indicator.values, period.whole, but=protected_campaigns())
    return Counted(surfaces, corrections)


def protected_campaigns() -> QuerySet:
    """Their ids: what is corrected of them is told with none of the open audiences."""
    return Campaign.objects.filter(audience__in=PROTECTED_SURFACES).values("pk")


def headlines(
    of: Iterable[int], counted: Counted, beside: tuple[Period, Period] | None, kinds: Iterable[str]
) -> list[Headline]:
    """Some numbers, each beside what it was before, if that is told; it is read as well."""
    if beside is None:
        return [Headline(counted.figure(kind)) for kind in kinds]
    now, then = beside
    before, days = count(of, then), counted.days
    return [Headline(counted.figure(kind), _until(days.get(kind, {}), now.last), before.of(kind)) for kind in kinds]


def _until(days: Mapping[date, int], last: date) -> int:
    return sum(n for day, n in days.items() if day <= last)


def _without(days: Mapping[str, Days], hidden: Mapping[str, Days]) -> dict[str, Days]:
    return {
        kind: {day: max(0, n - hidden.get(kind, {}).get(day, 0)) for day, n in of_it.items()}
        for kind, of_it in days.items()
    }
