"""What this room gives to others: see `core.registry`."""

from core import audiences
from core.editor.roles import ADMINISTRATOR, ANALYST, GRANTS, PUBLISHER, grant
from core.measures import served
from core.navigation.slots import PLACES
from core.publication import cached
from core.upkeep import backups, doctor, metrics, periodic
from reach import periodic_jobs, slots, surfaces
from reach.analytics import providers
from reach.analytics.matomo import Matomo
from reach.journal import backing_up
from reach.visits.counting import count

GIVES = [
    served.LISTENERS(count),
    audiences.USES(surfaces.counted),
    providers.PROVIDERS(Matomo()),
    PLACES["footer_links"](slots.audience_measurement),
    PLACES["end_of_body"](slots.beacon),
    backups.PARTS(backups.Part("journal", backing_up.held, backing_up.put, backing_up.clear)),
    metrics.REQUEST_KINDS({"/r": "beacon"}),
    metrics.SOURCES.later("reach.metric_families"),
    cached.UNSEEN("reach_"),
    periodic.JOBS.of(periodic_jobs),
    doctor.CHECKS.later("reach.doctor_checks"),
    GRANTS(
        grant("reach.view_reconciliation", "reach.view_adjustment", to=[ANALYST, ADMINISTRATOR]),
        grant("reach.add_attribution", to=[PUBLISHER, ADMINISTRATOR]),
        grant("reach.add_adjustment", to=[ADMINISTRATOR]),
    ),
]
