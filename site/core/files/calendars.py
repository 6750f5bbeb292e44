"""Calendars as files (RFC 5545): the head of one, and how an entry says its name, its times and its changes."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

KIND = "text/calendar; charset=utf-8"
OFTEN = timedelta(hours=1)
# A number that grows with each change, as SEQUENCE has to, and fits its 32 bits: minutes since this moment.
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def begun(name: str, product: str) -> Calendar:
    """An empty calendar of that name; `product` says in English what wrote it."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Aller vers//{product}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", OFTEN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return calendar


def entry(key: str, changed: datetime | None, now: datetime) -> Event:
    """An entry that `key` names for ever on this site; `changed` is when it last was, None where nobody knows."""
    made = Event()
    made.add("uid", f"{key}@{urlsplit(settings.BASE_URL).hostname}")
    made.add("dtstamp", (changed or now).astimezone(UTC))
    if changed:
        made.add("last-modified", changed.astimezone(UTC))
        made.add("sequence", max(0, (changed - EPOCH) // timedelta(minutes=1)))
    return made


def add_moments(made: Event, begins: datetime, ends: datetime | None) -> None:
    """In UTC."""
    made.add("dtstart", begins.astimezone(UTC))
    if ends and ends > begins:
        made.add("dtend", ends.astimezone(UTC))


def add_days(made: Event, first: date, last: date) -> None:
    """Days without a time; the day after the last one ends them."""
    made.add("dtstart", first)
    made.add("dtend", last + timedelta(days=1))
