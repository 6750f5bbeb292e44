"""What the team itself writes into the calendar, on each day on which it comes back."""

import calendar
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from campaigns.plan.campaign.bundles import key_of
from campaigns.plan.models import CalendarEntry, Repeats
from core.editor.calendar import Event, Kind, State, day_of, last_change

MONTHS = {Repeats.MONTHLY: 1, Repeats.YEARLY: 12}


def own(user, start: date, end: date) -> list[Event]:
    """For everybody who sees the calendar; the way to change it for who may; one query."""
    last = Coalesce("last_day", "first_day")
    again = ~Q(repeats=Repeats.NEVER) & (Q(repeats_until=None) | Q(repeats_until__gte=start - timedelta(days=366)))
    found = CalendarEntry.objects.alias(last=last).filter(Q(last__gte=start) | again, first_day__lt=end)
    found = found.select_related("campaign").annotate(changed=last_change(CalendarEntry))
    may_change = user.has_perm("plan.change_calendarentry")
    return [_event(entry, day, may_change, entry.changed) for entry in found for day in days(entry, start, end)]


def days(entry: CalendarEntry, start: date, end: date) -> Iterator[date]:
    """The first days of it that touch the days from `start` until before `end`."""
    length = (entry.last_day - entry.first_day) if entry.last_day else timedelta()
    for day in _coming_back(entry):
        if day >= end or (entry.repeats_until and day > entry.repeats_until):
            return
        if day + length >= start:
            yield day


def _coming_back(entry: CalendarEntry) -> Iterator[date]:
    yield entry.first_day
    number = 0
    while entry.repeats and number < 12 * 200:
        number += 1
        if entry.repeats == Repeats.WEEKLY:
            yield entry.first_day + timedelta(weeks=number)
        else:
            yield in_months(entry.first_day, number * MONTHS[Repeats(entry.repeats)])


def in_months(day: date, months: int) -> date:
    """The same day of a later month, or the last one that it has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _event(entry: CalendarEntry, day: date, may_change: bool, changed: datetime | None) -> Event:
    when: date | datetime = day
    if entry.hour:
        when = timezone.make_aware(datetime.combine(day, entry.hour), timezone.get_default_timezone())
    until = day + (entry.last_day - entry.first_day) if entry.last_day else None
    is_over = (until or day) < day_of(timezone.now())
    return Event(
        key=f"entry-{entry.pk}-{day.isoformat()}",
        kind=Kind.OWN,
        title=entry.title,
        when=when,
        until=until,
        state=State.DONE if is_over else State.PLANNED,
        bundle=key_of(entry.campaign_id) if entry.campaign_id else "",
        url=reverse("wagtailsnippets_plan_calendarentry:edit", args=[entry.pk]) if may_change else "",
        changed=changed,
    )
