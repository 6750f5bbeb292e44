"""What this room gives to others: see `core.registry`."""

from campaigns.outreach.cards import circulating
from core.publication import cached, circulation
from core.upkeep import doctor

GIVES = [
    circulation.COPIES(circulating.copies),
    cached.UNSEEN("cards_printedcards"),
    doctor.CHECKS.later("campaigns.outreach.cards.doctor_checks"),
]
