"""What this room gives to others: see `core.registry`."""

from core import registry
from core.publication import visibility, withdrawal
from core.text import rich_text
from core.upkeep import periodic
from home.newsroom import embargo, following, periodic_jobs

GIVES = [
    registry.LISTENING(following),
    rich_text.EXPANDERS(embargo.without_ways),
    visibility.HIDDEN(embargo.hidden_pages),
    visibility.OPENINGS(embargo.openings),
    withdrawal.PURGES(following.follow_withdrawal),
    periodic.JOBS.of(periodic_jobs),
]
