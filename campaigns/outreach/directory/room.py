"""What this room gives to others: see `core.registry`."""

from campaigns.outreach.directory import calendar_events, periodic_jobs
from core.editor import calendar
from core.publication import cached
from core.upkeep import periodic

GIVES = [
    calendar.EVENTS(calendar_events.verifications),
    cached.UNSEEN("directory_proposal"),  # the team's alone
    periodic.JOBS.of(periodic_jobs),
]
