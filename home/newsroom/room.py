"""What this room gives to others: see `core.registry`."""

from core import registry
from core.editor import calendar
from core.navigation import links
from core.publication import visibility, withdrawal
from core.upkeep import periodic
from home.newsroom import calendar_events, embargo, following, periodic_jobs

GIVES = [
    registry.LISTENING(following),
    links.CLOSED(embargo.is_closed),
    visibility.HIDDEN(embargo.hidden_pages),
    visibility.OPENINGS(embargo.openings),
    withdrawal.PURGES(following.follow_withdrawal),
    calendar.EVENTS(calendar_events.embargoes),
    periodic.JOBS.of(periodic_jobs),
]
