"""What this room gives to others: see `core.registry`."""

from core import registry
from core.files import media, sharing
from core.publication import withdrawal
from core.text import tokens
from core.upkeep import doctor, periodic
from press import checks, periodic_jobs
from press.models import FOLDER
from press.sharing import share_cards
from press.sharing.panels import card_panel

GIVES = [
    registry.LISTENING(checks, share_cards),
    sharing.OFFERS(sharing.Offer(share_cards.shared_picture, "share_card", card_panel())),
    tokens.FOLLOWERS(share_cards.renew_what_reads_otherwise),
    withdrawal.PURGES(share_cards.follow_withdrawal),
    media.GUARDS({FOLDER: share_cards.is_public}),
    periodic.JOBS.of(periodic_jobs),
    doctor.CHECKS.later("press.doctor_checks"),
]
