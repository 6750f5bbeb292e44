"""What is told of a landing page when it is served: its campaign, the wave that runs, and the channel that leads to it."""

from typing import Any

from campaigns.deterrence.models import LandingPage
from campaigns.plan.campaign.counting import of_campaign_page


def of_landing_page(page: LandingPage) -> dict[str, Any]:
    return of_campaign_page(page) | {"channel": page.channel_id}
