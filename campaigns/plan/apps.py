from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Modules that register something with a lower room, or listen to its signals.
LISTENING = [
    "bundles",
    "calendar_events",
    "counting",
    "known_waves",
    "launching",
    "public_sheets",
    "readiness",
    "redirects",
    "relay.recall_mails",
    "unseen",
    "watching",
    "withdrawal",
]


class PlanConfig(AppConfig):
    name = "campaigns.plan"
    label = "plan"
    verbose_name = _("Campaigns")

    def ready(self):
        for module in LISTENING:
            import_module(f"campaigns.plan.{module}")
