"""The directory: its records, and the page that finds among them."""

from campaigns.outreach.directory.models.pages import DirectoryPage
from campaigns.outreach.directory.models.records import (
    Entry,
    Organisation,
    Proposal,
    TerritoryContact,
    new_code,
    new_key,
)

__all__ = ["DirectoryPage", "Entry", "Organisation", "Proposal", "TerritoryContact", "new_code", "new_key"]
