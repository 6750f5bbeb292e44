"""Of what days the results tell: those of a wave, or of the whole campaign, until today."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.plan.models import Campaign, Wave
from core.editor.calendar import day_of, last_day_of, midnight
from reach.figures.reading import Period

WHOLE = "all"
LAST_MINUTE = timedelta(minutes=1)  # of a day: what ends at 23:59 ends with it


@dataclass(frozen=True)
class Span:
    """A wave, or the whole campaign where `wave` is None, or what of it falls into `year`. `last_planned` is None for an open end.

    `is_cut` says that it ended in the midst of its last day.
    """

    campaign: Campaign
    wave: Wave | None
    period: Period
    last_planned: date | None
    is_running: bool
    is_cut: bool = False
    year: int | None = None

    @property
    def wave_id(self) -> int | None:
        """As the counts are told by it; None for all of the campaign."""
        return self.wave.pk if self.wave else None

    @property
    def name(self) -> str:
        if self.year:
            return _("In %(year)s") % {"year": self.year}
        return self.wave.name if self.wave else _("Whole campaign")

    @property
    def days_planned(self) -> int | None:
        return (self.last_planned - self.period.first).days + 1 if self.last_planned else None

    @property
    def elapsed(self) -> float | None:
        """The share of its planned days that has begun."""
        return min(1.0, self.period.days / self.days_planned) if self.days_planned else None


@dataclass(frozen=True)
class Choice:
    """What may be looked at, and what is: `span` is None before the campaign is launched."""

    span: Span | None
    waves: list[Wave]
    wanted: str


def choose(campaign: Campaign, wanted: str) -> Choice:
    """The wave of this id, or `all`; empty for the running wave or the last. Raises Http404 for any other."""
    waves = [wave for wave in campaign.waves.prefetch_related("targets") if wave.started_at]
    for wave in waves:
        wave.campaign = campaign
    if not campaign.has_started:
        return Choice(None, waves, "")
    if wanted == WHOLE or not (wanted or waves):
        return Choice(whole(campaign), waves, wanted)
    wave = next((one for one in waves if str(one.pk) == wanted), None) if wanted else default(waves)
    if wave is None:
        raise Http404(_("No wave of this campaign that has started is like that."))
    return Choice(of_wave(wave), waves, wanted)


def default(waves: list[Wave]) -> Wave:
    """The one that runs, or the last that did."""
    return max(waves, key=lambda wave: (wave.is_running, wave.started_at))


def of_wave(wave: Wave) -> Span:
    return _span(wave.campaign, wave, wave.started_at, wave.ended_at or wave.ends_at)


def whole(campaign: Campaign) -> Span:
    return _span(campaign, None, campaign.launched_at, campaign.over_since)


def _span(campaign: Campaign, wave: Wave | None, start: datetime, end: datetime | None) -> Span:
    first, today = day_of(start), day_of(timezone.now())
    planned = max(first, last_day_of(end)) if end else None
    last = max(first, min(today, planned) if planned else today)
    is_cut = bool(end) and last == planned and end < midnight(last + timedelta(days=1)) - LAST_MINUTE
    return Span(campaign, wave, Period(first, last), planned, planned is None or planned >= today, is_cut)


def before(span: Span, waves: list[Wave]) -> Span | None:
    """The wave that started last before this one."""
    earlier = [one for one in waves if span.wave and one.started_at < span.wave.started_at]
    return of_wave(max(earlier, key=lambda wave: wave.started_at)) if earlier else None
