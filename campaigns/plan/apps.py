from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Modules that register something with a lower room, or listen to its signals.
LISTENING = [
    "campaign.bundles",
    "calendar.events",
    "campaign.counting",
    "campaign.known_waves",
    "launch.acts",
    "sheets.public",
    "launch.checks",
    "links.redirects",
    "relay.recall_mails",
    "campaign.unseen",
    "sheets.watching",
    "campaign.withdrawal",
]


class PlanConfig(AppConfig):
    name = "campaigns.plan"
    label = "plan"
    verbose_name = _("Campaigns")

    def ready(self):
        for module in LISTENING:
            import_module(f"campaigns.plan.{module}")
        _guard_names()
        _guard_redirects()


def _guard_names() -> None:
    """Names and addresses of a campaign are in public, too: on partners' pages, in results and behind codes."""
    from campaigns.plan.models import Campaign, Channel, Partner, Placement, TrackedLink, Wave
    from core.words import guarded_text

    guarded_text.guard(Campaign, Wave, Channel, Placement, Partner, TrackedLink)


def _guard_redirects() -> None:
    """What Wagtail redirects is held to the hosts to which short addresses may lead."""
    from wagtail.contrib.redirects.models import Redirect

    from campaigns.plan.links.destinations import check_address

    # The list of validators that are run, not the one that migrations compare.
    Redirect._meta.get_field("redirect_link").validators.append(check_address)
