"""What is told of a campaign's pages and files when they are served: whose they are, and which wave runs."""

from typing import Any

from campaigns.plan.models import Campaign
from campaigns.plan.models.pages import OfCampaign
from campaigns.plan.models.waves import running_wave
from serving.served import Served


def of_campaign_page(page: OfCampaign) -> dict[str, Any]:
    """Costs no query for a page that was read by `for_serving`, one for any other."""
    wave = page.running_wave if hasattr(page, "running_wave") else running_wave(page.campaign.pk).first()
    return {"campaign": page.campaign.pk, "wave": wave or 0, "surface": page.campaign.audience}


def of_files(campaign: Campaign, language: str, *, protected: bool) -> Served:
    """Files of a campaign that are downloaded; no language where they are in several."""
    return Served(
        kind="kit_download",
        surface=campaign.audience,
        protected=protected,
        locale=language,
        campaign=campaign.pk,
        wave=running_wave(campaign.pk).first() or 0,
    )
