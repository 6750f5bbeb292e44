"""The pages that are written for people in prostitution, and how they are left."""

from campaigns.outreach.models.exits import ExitAddress, QuickExit
from campaigns.outreach.models.rights import RightsPage, Topic

__all__ = ["ExitAddress", "QuickExit", "RightsPage", "Topic"]
