from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Modules that register something with a lower room.
REGISTERING = ["slots", "unseen"]


class FeedbackConfig(AppConfig):
    name = "campaigns.prevention.feedback"
    verbose_name = _("Feedback from the class")

    def ready(self):
        for module in REGISTERING:
            import_module(f"campaigns.prevention.feedback.{module}")
