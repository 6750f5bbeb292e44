"""What this room gives to others: see `core.registry`."""

from campaigns.prevention.feedback import periodic_jobs, slots
from core.navigation.slots import PLACES
from core.publication import cached
from core.upkeep import periodic

GIVES = [
    PLACES["after_content"](slots.invitation),
    cached.UNSEEN("feedback_"),
    periodic.JOBS.of(periodic_jobs),
]
