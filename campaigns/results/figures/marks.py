"""What happened, beside what was counted: remarks of the team, alerts, starts of waves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from campaigns.plan.models import Campaign, Wave
from campaigns.results.models import Alert, Annotation
from core.editor.calendar import day_of
from core.measures.indicators import Indicator
from core.words import numbers
from reach.events import PROTECTED_SURFACES
from reach.figures.reading import Period


@dataclass(frozen=True)
class Happened:
    """`at` is None where only its day is known."""

    day: date
    at: datetime | None
    text: str
    kind: str

    @property
    def when(self) -> str:
        if self.at is None:
            return date_format(self.day, "MONTH_DAY_FORMAT")
        return f"{date_format(self.day, 'MONTH_DAY_FORMAT')}, {date_format(localtime(self.at), 'TIME_FORMAT')}"


def happened(campaign: Campaign, waves: Iterable[Wave], period: Period) -> list[Happened]:
    """In the order of time; two queries."""
    days = (period.first, period.last)
    found = [
        Happened(note.day, note.begins, note.text, "slot" if note.at else "note")
        for note in campaign.annotations.filter(day__range=days)
    ]
    found += [
        Happened(day_of(alert.begins), alert.begins, told(alert), "alert")
        for alert in campaign.alerts.filter(begins__date__range=days)
    ]
    found += [
        Happened(day_of(wave.started_at), wave.started_at, _("Start of “%(wave)s”") % {"wave": wave.name}, "start")
        for wave in waves
        if period.first <= day_of(wave.started_at) <= period.last
    ]
    return sorted(found, key=lambda one: (one.day, one.at is not None and one.at.timestamp()))


def everywhere(period: Period) -> list[Happened]:
    """Of all campaigns for open audiences, in the order of time: what the team remarked and which waves began; two queries."""
    days = (period.first, period.last)
    notes = Annotation.objects.filter(day__range=days).exclude(campaign__audience__in=PROTECTED_SURFACES)
    found = [Happened(note.day, note.begins, note.text, "slot" if note.at else "note") for note in notes]
    waves = Wave.objects.filter(started_at__date__range=days).select_related("campaign")
    waves = waves.exclude(campaign__audience__in=PROTECTED_SURFACES)
    found += [
        Happened(day_of(wave.started_at), wave.started_at, _("Start of “%(wave)s”") % {"wave": wave}, "start")
        for wave in waves
    ]
    return sorted(found, key=lambda one: (one.day, one.at is not None and one.at.timestamp()))


def told(alert: Alert) -> str:
    """An alert in words, with what was seen and what was expected."""
    words = {
        Alert.Kind.SPIKE: _("Spike in “%(indicator)s”: %(seen)s, where about %(expected)s were expected"),
        Alert.Kind.SILENCE: _("Silence in “%(indicator)s”: %(seen)s, where about %(expected)s were expected"),
        Alert.Kind.RATIO: _(
            "“%(indicator)s” out of line with the views of a page: %(seen)s were sent, where about %(expected)s were expected; they may be forged"
        ),
    }[Alert.Kind(alert.kind)]
    name = Indicator(alert.indicator).label if alert.indicator in Indicator.values else alert.indicator
    counts = {"seen": alert.seen, "expected": round(alert.expected)}
    written = {key: numbers.written(n) for key, n in counts.items()}
    return words % ({"indicator": name} | written)
