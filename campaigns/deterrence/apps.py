from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Modules that register something with a lower room.
REGISTERING = ["belonging", "counting"]


class DeterrenceConfig(AppConfig):
    name = "campaigns.deterrence"
    verbose_name = _("Pages for buyers")

    def ready(self):
        for module in REGISTERING:
            import_module(f"campaigns.deterrence.{module}")
