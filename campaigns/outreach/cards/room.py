"""What this room gives to others: see `core.registry`."""

from core.publication import cached
from core.upkeep import doctor

GIVES = [
    cached.UNSEEN("cards_printedcards"),
    doctor.CHECKS.later("campaigns.outreach.cards.doctor_checks"),
]
