"""Targets of a wave: what was reached of each, beside how much of the wave is over, and how far it will probably come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from campaigns.results.figures.counted import Counted
from campaigns.results.figures.definitions import OF, Definition, Words
from campaigns.results.figures.forecast import Forecast, forecast
from campaigns.results.figures.periods import Span
from reach.figures import reading
from reach.figures.reading import DAILY, Period
from reach.models import Total

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Outlook:
    """Where the wave ends by `last`: `total` of what was counted and what will probably come; by day what is needed and what comes."""

    last: date
    total: Forecast
    needed: float
    comes: float


@dataclass(frozen=True)
class Reached:
    """`value` is with its corrections, which are told beside it. `outlook` is None where the wave is over, or too young."""

    definition: Definition
    value: int
    corrected: int
    target: int
    elapsed: float
    is_running: bool
    outlook: Outlook | None = None

    @property
    def share(self) -> float:
        return self.value / self.target

    @property
    def is_met(self) -> bool:
        return self.value >= self.target

    @property
    def is_behind(self) -> bool:
        """It was missed, or probably will be; while nothing can be foreseen, less of it is reached than time has passed."""
        if self.is_met:
            return False
        if not self.is_running:
            return True
        if self.outlook:
            return self.outlook.total.high < self.target
        return self.share < self.elapsed

    @property
    def verdict(self) -> Words:
        if self.is_met:
            return _("reached")
        if not self.is_running:
            return _("not reached")
        if self.outlook is None:
            return _("behind schedule") if self.is_behind else _("ahead of schedule")
        if self.is_behind:
            return _("will probably be missed")
        if self.outlook.total.low >= self.target:
            return _("will probably be reached")
        return _("may be reached or missed")


def targets(counted: Counted, until: date | None = None) -> list[Reached]:
    """`until` is the last day that is counted, at least in part: the days before it are whole, and a forecast is made from them.

    No query, since targets came with the wave; one where the wave is long.
    """
    span = counted.span
    wanted = list(span.wave.targets.all()) if span.wave else []
    days = _days(counted) if wanted and until else {}
    return [_reached(counted, target, days.get(target.indicator, {}), until) for target in wanted]


def _days(counted: Counted) -> Mapping[str, Mapping[date, int]]:
    """What was counted by the day, of the last `DAILY` days where the wave is long."""
    span = counted.span
    if span.period.grain == Total.Grain.DAY:
        return counted.days
    newest = Period(span.period.last - (DAILY - 1) * DAY, span.period.last)
    return reading.series(
        span.campaign.pk, [one.indicator for one in span.wave.targets.all()], newest, wave=span.wave_id
    )


def _reached(counted: Counted, target, days: Mapping[date, int], until: date | None) -> Reached:
    figure = counted.figure(target.indicator)
    value = figure.value + figure.corrected
    outlook = _outlook(counted.span, days, value, target.value, until) if until else None
    return Reached(
        OF[target.indicator],
        value,
        figure.corrected,
        target.value,
        counted.span.elapsed,
        counted.span.is_running,
        outlook,
    )


def _outlook(span: Span, days: Mapping[date, int], value: int, target: int, until: date) -> Outlook | None:
    """The day that is still being counted is one of those to come: what it has so far is in the value, and not foreseen twice."""
    if not span.is_running or until > span.last_planned:
        return None
    first = max(span.period.first, span.period.last - (DAILY - 1) * DAY)
    whole = [days.get(first + number * DAY, 0) for number in range((until - first).days)]
    left = (span.last_planned - until).days + 1
    found = forecast(whole, first.weekday(), left)
    if found is None:
        return None
    before = value - days.get(until, 0)
    total = Forecast(max(value, before + found.low), max(value, before + found.middle), max(value, before + found.high))
    return Outlook(span.last_planned, total, max(0, target - before) / left, found.middle / left)
