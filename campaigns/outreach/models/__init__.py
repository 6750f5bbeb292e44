"""The pages that are written for people in prostitution, and how they are left."""

from campaigns.outreach.models.exits import ExitAddress, QuickExit

__all__ = ["ExitAddress", "QuickExit"]
