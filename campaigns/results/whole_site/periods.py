"""Of what days the results of the whole site tell: some until today, or those that somebody asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.editor.calendar import day_of
from reach.figures.reading import DAILY, Period
from reach.retention import kept_from

OWN, ALL, DEFAULT = "own", "all", "28"
LENGTHS: dict[str, tuple[int, Promise]] = {
    "7": (7, gettext_lazy("Last 7 days")),
    "28": (28, gettext_lazy("Last 28 days")),
    "91": (91, gettext_lazy("Last 13 weeks")),
    "365": (365, gettext_lazy("Last 12 months")),
}


@dataclass(frozen=True)
class Days:
    """The period, how it was asked for, and what was wrong with it, if anything was."""

    period: Period
    wanted: str
    problem: str = ""

    @property
    def choices(self) -> list[tuple[str, str | Promise]]:
        named = [(key, name) for key, (_length, name) in LENGTHS.items()]
        return [*named, (ALL, _("Since counting began")), (OWN, _("Days of your own"))]

    @property
    def query(self) -> str:
        """As an address asks for it."""
        if self.wanted != OWN:
            return urlencode({"days": self.wanted})
        return urlencode({"days": OWN, "from": self.period.first.isoformat(), "to": self.period.last.isoformat()})

    def beside(self, until: date | None) -> tuple[Period, Period] | None:
        """The days that are over, and as many before them; None where these are not told by the day."""
        over = self.period.last if until is None else min(self.period.last, until - timedelta(days=1))
        now = Period(self.period.first, over)
        then = Period(now.first - timedelta(days=now.days), now.first - timedelta(days=1))
        is_told = now.days > 0 and self.period.days <= DAILY and then.first >= kept_from(timezone.now())
        return (now, then) if is_told else None


def choose(asked: QueryDict, began: Callable[[], date | None]) -> Days:
    """What an address asks for; the default, and why, where that cannot be told."""
    today = day_of(timezone.now())
    wanted = asked.get("days", DEFAULT)
    if wanted == OWN:
        return _own(asked.get("from", ""), asked.get("to", ""), today)
    if wanted == ALL:
        return Days(Period(min(began() or today, today), today), ALL)
    wanted = wanted if wanted in LENGTHS else DEFAULT
    return Days(_last(LENGTHS[wanted][0], today), wanted)


def _own(first: str, last: str, today: date) -> Days:
    begin, end = _day(first), _day(last)
    if problem := _problem(begin, end, today):
        return Days(_last(LENGTHS[DEFAULT][0], today), DEFAULT, problem)
    return Days(Period(begin, min(end, today)), OWN)


def _problem(begin: date | None, end: date | None, today: date) -> str:
    if begin is None or end is None:
        return _("Give the first and the last day.")
    if end < begin:
        return _("The last day is before the first.")
    if begin > today:
        return _("These days are still to come.")
    kept = kept_from(timezone.now())
    if begin < kept and Period(begin, min(end, today)).days <= DAILY:
        said = _(
            "Days before %(day)s are kept only in the total of their month: begin later, or ask for more than %(days)d days."
        )
        return said % {"day": date_format(kept, "DATE_FORMAT"), "days": DAILY}
    return ""


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _last(days: int, today: date) -> Period:
    return Period(today - timedelta(days=days - 1), today)
