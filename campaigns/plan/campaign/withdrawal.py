"""What goes when a campaign is taken down."""

from campaigns.plan.campaign import belonging
from campaigns.plan.models import Campaign
from core.models import BasePage


def pages(campaign: Campaign) -> list[BasePage]:
    return belonging.pages(campaign)
