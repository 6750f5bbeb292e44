"""Landing pages belong to the campaign of their channel: they are hidden, launched, closed and withdrawn with it."""

from datetime import datetime

from campaigns.deterrence.models import LandingPage
from campaigns.plan.models.pages import hidden

CAMPAIGN = "channel__campaign"


def hidden_pages(now: datetime):
    return LandingPage.objects.filter(hidden(CAMPAIGN, now)).values("pk")
