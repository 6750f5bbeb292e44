"""The pages of a campaign, those too that rooms above this one keep: made ready, translated and withdrawn together."""

from datetime import datetime

from django.db.models import QuerySet

from campaigns.plan.models import Campaign, CampaignPage
from core import registry
from core.models import BasePage
from editorial.sign_off.approvals import dates_of

# By page type: the lookup that leads from a page to its campaign.
WAYS = registry.Table[type[BasePage], str]({CampaignPage: "campaign"})


def querysets(campaign: Campaign | int) -> list[QuerySet]:
    """One for each page type, each page with its campaign."""
    return [model.objects.filter(**{way: campaign}).select_related(way) for model, way in WAYS.items()]


def pages(campaign: Campaign | int) -> list[BasePage]:
    """One query for each page type."""
    return [page for found in querysets(campaign) for page in found]


def has_approved_page(campaign: Campaign, by: datetime | None = None) -> bool:
    """Whether a launch would show anything to anybody: now, or by then. Without a page, short addresses lead to the home page."""
    if any(found.filter(live=True).exists() for found in querysets(campaign)):
        return True
    return by is not None and any(moment <= by for moment in dates_of(pages(campaign)).values())
