"""The periodic work of this room."""

from datetime import timedelta

from campaigns.outreach.directory.models import Proposal
from core.upkeep.periodic import periodic
from intake.previews import forget


@periodic(
    every=timedelta(hours=1), description="Removes files of help that were looked at a day ago and never submitted."
)
def forget_directory_files() -> str:
    return f"{forget(Proposal.objects.filter(submitted_at=None))} removed"
