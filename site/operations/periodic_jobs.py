"""The periodic work of this room."""

from datetime import timedelta

from django.core.management import call_command

from core.upkeep.periodic import periodic
from operations import heartbeats
from operations.backup.nightly import take_turn

KEPT_DAYS = 7


@periodic(
    every=timedelta(days=1), description="Forgets finished background tasks, and machines that are gone, after a week."
)
def prune_tasks() -> None:
    heartbeats.forget_old()
    call_command("prune_db_task_results", min_age_days=KEPT_DAYS, verbosity=0)


@periodic(every=timedelta(days=1), description="Forgets the sessions of the team that have ended.")
def clear_sessions() -> None:
    call_command("clearsessions")


@periodic(
    every=timedelta(minutes=10),
    description="Backs the site up each night, where BACKUP_DIR is set, and verifies it by restoring it aside.",
)
def back_up() -> str:
    return take_turn()
