"""A month as a table: weeks from Monday, with what lasts for days in lanes that run through each week."""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date

from core.editor.calendar import Event

FIRST_YEAR, LAST_YEAR = 2000, 2100
# What a day has room for; the rest is in the list.
LANES, EVENTS = 6, 6
WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True)
class Month:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """From `2026-12`; raises ValueError for what is no month, or none that a campaign is planned in."""
        found = WRITTEN.fullmatch(text)
        if not found:
            raise ValueError(text)
        year, number = map(int, found.groups())
        if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= number <= 12):
            raise ValueError(text)
        return cls(year, number)

    def __str__(self):
        return f"{self.year:04}-{self.number:02}"

    @property
    def start(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def end(self) -> date:
        """The day after the last."""
        return self.plus(1).start

    def plus(self, months: int) -> "Month":
        """The month so many months later, or earlier."""
        year, month = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, month + 1)


@dataclass(frozen=True)
class Slot:
    """What lasts for days, on one of them. `span` counts the days of a week that it runs through, on the first of these."""

    event: Event
    span: int
    is_first: bool
    starts: bool
    ends: bool


@dataclass
class Day:
    date: date
    is_today: bool
    lanes: list[Slot | None] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    more: int = 0  # what happens or begins on it, beyond what it has room for

    @property
    def has_news(self) -> bool:
        """Whether something happens or begins, rather than goes on."""
        return bool(self.events or self.more) or any(slot and slot.is_first for slot in self.lanes)


Week = list[Day | None]


def weeks(month: Month, events: list[Event], today: date) -> list[Week]:
    """The days of the month, week by week; None for the days of other months in the same week."""
    found = [
        [Day(day, day == today) if day.month == month.number else None for day in week]
        for week in calendar.Calendar().monthdatescalendar(month.year, month.number)
    ]
    by_day: dict[date, list[Event]] = {}
    for event in events:
        if not event.lasts_days:
            by_day.setdefault(event.first_day, []).append(event)
    long = sorted((event for event in events if event.lasts_days), key=lambda event: (event.first_day, -_length(event)))
    for week in found:
        days = [day for day in week if day]
        _fill(days, long, month)
        for day in days:
            own = by_day.get(day.date, [])
            day.events = own[:EVENTS]
            day.more += len(own) - len(day.events)
    return found


def agenda(month: Month, events: list[Event]) -> list[tuple[date, list[Event]]]:
    """(day, what happens or begins on it); what began before the month stands on its first day."""
    days: dict[date, list[Event]] = {}
    for event in events:
        days.setdefault(max(event.first_day, month.start), []).append(event)
    return sorted(days.items())


def _length(event: Event) -> int:
    return (event.last_day - event.first_day).days + 1


def _fill(days: list[Day], events: list[Event], month: Month) -> None:
    """Give each event the first lane that is free on all its days of this week."""
    for event in events:
        own = [day for day in days if event.first_day <= day.date <= event.last_day]
        first_shown = max(event.first_day, month.start)
        lane = _free_lane(own)
        if lane is None:
            for day in own:
                day.more += day.date == first_shown
            continue
        for day in own:
            day.lanes += [None] * (lane + 1 - len(day.lanes))
            day.lanes[lane] = Slot(
                event,
                span=len(own) if day is own[0] else 0,
                is_first=day.date == first_shown,
                starts=day.date == event.first_day,
                ends=own[-1].date == event.last_day,
            )


def _free_lane(days: list[Day]) -> int | None:
    """None where there is none left, or no day at all."""
    free = (lane for lane in range(LANES) if not any(len(day.lanes) > lane and day.lanes[lane] for day in days))
    return next(free, None) if days else None
