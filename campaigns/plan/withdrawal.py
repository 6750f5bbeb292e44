"""What goes when a campaign is taken down."""

from campaigns.plan import belonging
from campaigns.plan.models import Campaign
from core import withdrawal
from core.models import BasePage


@withdrawal.parts(Campaign)
def pages(campaign: Campaign) -> list[BasePage]:
    return belonging.pages(campaign)
