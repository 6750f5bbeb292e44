"""The fixed cube of public results: which counts, of which periods, by what. It is decided here and nowhere else.

A wave is told by week and indicator; once it is over, its page views by language and its links opened by kind of channel.
Nothing is crossed further, and no sum is made over waves. Protected surfaces are told by month, the whole country and all
of their campaigns together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from campaigns.plan.models import Campaign, Wave
from core.editor.calendar import day_of, last_day_of
from core.measures.indicators import Indicator
from reach.events import PROTECTED_SURFACES, Dimension
from reach.models import Total

INDICATORS = tuple(Indicator.values)
# Each of these dimensions tells of one indicator: two that are told by the same parts would bound each other.
PARTS = {Dimension.LOCALE: Indicator.VIEW, Dimension.CHANNEL: Indicator.LINK_HIT}
# Days are kept for 25 months: what begins earlier cannot be told by week any more.
KEPT = timedelta(days=730)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Series:
    """Counts that are told period by period. `ends` is None as long as it goes on."""

    begins: date
    ends: date | None
    campaign: int = 0
    wave: int = 0
    surface: str = ""

    @property
    def key(self) -> dict[str, int | str]:
        return {"campaign": self.campaign, "wave": self.wave, "surface": self.surface}

    def periods(self, before: date) -> Iterator[tuple[date, date]]:
        """First and last day of each that is wholly past before a day, in order."""
        first = self.begins.replace(day=1) if self.surface else self.begins - timedelta(days=self.begins.weekday())
        while (last := self._last(first)) < before and (self.ends is None or first <= self.ends):
            yield first, last
            first = last + timedelta(days=1)

    def _last(self, first: date) -> date:
        if self.surface:
            return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        return first + WEEK - timedelta(days=1)

    def counts(self, first: date, last: date) -> list[tuple[str, date, int]]:
        """(indicator, day or first of month, count) from one day to another; one query."""
        found = Total.objects.filter(start__range=(first, last), kind__in=INDICATORS)
        if self.surface:
            found = found.filter(dimension=Dimension.SURFACE, key=self.surface, grain=Total.Grain.MONTH)
        else:
            found = found.filter(dimension=Dimension.ALL, campaign=self.campaign, wave=self.wave, grain=Total.Grain.DAY)
        return list(found.values_list("kind", "start", "n"))


def is_protected(campaign: Campaign) -> bool:
    """Whether it speaks on a surface where nothing is attributed to a campaign."""
    return campaign.audience in PROTECTED_SURFACES


def series_of(campaign: Campaign, waves: list[Wave], today: date) -> list[Series]:
    """One for each wave that has started, and one for what happened outside of them; or that of the surface."""
    if not campaign.has_started:
        return []
    if is_protected(campaign):
        return [_of_surface(campaign.audience)]
    over = _past(campaign.over_since)
    outside = Series(day_of(campaign.launched_at), over, campaign.pk)
    within = [_of_wave(campaign, wave, over) for wave in waves if wave.started_at]
    return [one for one in (*within, outside) if one.begins >= today - KEPT]


def _of_wave(campaign: Campaign, wave: Wave, over: date | None) -> Series:
    ends = [day for day in (_past(wave.ended_at or wave.ends_at), over) if day]
    return Series(day_of(wave.started_at), min(ends, default=None), campaign.pk, wave.pk)


def _of_surface(surface: str) -> Series:
    """It begins with the first campaign on it, whichever campaign shows it: its months are the same on every page."""
    first = Campaign.objects.filter(audience=surface, launched_at__isnull=False).order_by("launched_at").first()
    return Series(day_of(first.launched_at), None, surface=surface)


def _past(end: datetime | None) -> date | None:
    """The last day before an end that is reached."""
    return last_day_of(end) if end and end <= timezone.now() else None
