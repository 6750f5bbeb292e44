"""What goes when a campaign is taken down."""

from campaigns.plan.models import Campaign, CampaignPage
from core import withdrawal


@withdrawal.parts(Campaign)
def pages(campaign: Campaign) -> list[CampaignPage]:
    return list(CampaignPage.objects.filter(campaign=campaign))
