"""The pages that are written for people in prostitution."""

from campaigns.outreach.models.rights import RightsPage, Topic

__all__ = ["RightsPage", "Topic"]
