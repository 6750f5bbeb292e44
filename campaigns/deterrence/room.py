"""What this room gives to others: see `core.registry`."""

from django.utils.translation import gettext_lazy as _

from campaigns.deterrence import begun, counting
from campaigns.deterrence.belonging import CAMPAIGN, hidden_pages
from campaigns.deterrence.models import LandingPage
from campaigns.plan.beginning.drafts import DRAFTS
from campaigns.plan.campaign import belonging, workspace
from core.editor.tabs import Tab
from core.measures import served
from core.publication import visibility

GIVES = [
    belonging.WAYS({LandingPage: CAMPAIGN}),
    DRAFTS(begun.LANDING),
    visibility.HIDDEN(hidden_pages),
    served.DESCRIBED((LandingPage, counting.of_landing_page)),
    workspace.TABS(Tab("campaign_landing_pages", _("Landing pages"), "doc-empty")),
]
