"""The periodic work of this room."""

from datetime import timedelta

from core.upkeep.periodic import periodic
from press.sharing.share_cards import mend


@periodic(every=timedelta(hours=1), description="Makes the share cards that are missing or out of date.")
def renew_share_cards() -> str:
    """Those of a site that was renamed, of a campaign that changed its voice, and those that failed."""
    made, failed = mend()
    return f"{made} made, {failed} failed"
