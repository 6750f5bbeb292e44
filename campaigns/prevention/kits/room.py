"""What this room gives to others: see `core.registry`."""

from campaigns.plan.campaign.asked_along import ASKED_ALONG
from campaigns.prevention.kits import circulating, editions, following, periodic_jobs, slots
from core import registry
from core.files import traces
from core.navigation.slots import PLACES
from core.publication import circulation, withdrawal
from core.upkeep import doctor, engines, periodic

GIVES = [
    registry.LISTENING(following),
    circulation.COPIES(circulating.copies),
    withdrawal.PURGES(following.settle_versions_with),
    traces.FOLLOWERS(following.hide_versions_with_traces),
    PLACES["after_content"](slots.under_the_campaign),
    ASKED_ALONG(slots.has_kits),
    PLACES["takedown"](slots.where_taken_down),
    PLACES["passed_on"](slots.for_partners),
    engines.ENGINES(editions.ENGINE),
    periodic.JOBS.of(periodic_jobs),
    doctor.CHECKS.later("campaigns.prevention.kits.doctor_checks"),
]
