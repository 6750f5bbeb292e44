"""What goes when a campaign is taken down."""

from campaigns.plan.campaign import belonging
from campaigns.plan.models import Campaign
from core.models import BasePage
from core.publication import withdrawal


@withdrawal.parts(Campaign)
def pages(campaign: Campaign) -> list[BasePage]:
    return belonging.pages(campaign)
