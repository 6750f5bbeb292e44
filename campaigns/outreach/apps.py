from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Modules that register something with a lower room.
REGISTERING = ["slots"]


class OutreachConfig(AppConfig):
    name = "campaigns.outreach"
    verbose_name = _("Rights and help")

    def ready(self):
        for module in REGISTERING:
            import_module(f"campaigns.outreach.{module}")
