"""What this room gives to others: see `core.registry`."""

from core import registry
from core.editor.roles import ADMINISTRATOR, GRANTS, grant
from core.publication import cached
from core.upkeep import periodic
from editorial.audit_log import periodic_jobs, watching

GIVES = [
    registry.LISTENING(watching),
    cached.UNSEEN("audit_log_"),
    periodic.JOBS.of(periodic_jobs),
    GRANTS(grant("audit_log.view_entry", to=[ADMINISTRATOR])),
]
