"""The periodic work of this room."""

from datetime import timedelta

from campaigns.outreach.directory.importing import forget_unsubmitted
from core.upkeep.periodic import periodic


@periodic(
    every=timedelta(hours=1), description="Removes files of help that were looked at a day ago and never submitted."
)
def forget_directory_files() -> str:
    return f"{forget_unsubmitted()} removed"
