"""Landing pages belong to the campaign of their channel: they are hidden, launched, closed and withdrawn with it."""

from datetime import datetime

from campaigns.deterrence.models import LandingPage
from campaigns.plan.campaign import belonging
from campaigns.plan.models.pages import hidden
from core.publication import visibility

CAMPAIGN = "channel__campaign"

belonging.register(LandingPage, CAMPAIGN)


@visibility.register
def hidden_pages(now: datetime):
    return LandingPage.objects.filter(hidden(CAMPAIGN, now)).values("pk")
