"""What this room gives to others: see `core.registry`."""

from core import registry
from core.publication import cached
from core.upkeep import doctor, metrics, periodic
from operations import lost_work, periodic_jobs

GIVES = [
    registry.LISTENING(lost_work),
    cached.UNSEEN("operations_jobrecord", "operations_heartbeat"),
    periodic.JOBS.of(periodic_jobs),
    metrics.SOURCES.later("operations.monitoring.metric_families"),
    doctor.CHECKS.later("operations.monitoring.doctor_checks"),
]
