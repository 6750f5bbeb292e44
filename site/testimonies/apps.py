from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TestimoniesConfig(AppConfig):
    name = "testimonies"
    verbose_name = _("Testimonies and consent")

    def ready(self):
        from serving.page_cache import unseen
        from testimonies import (  # noqa: F401 (they register themselves)
            calendar_events,
            guards,
            indexing,
            readiness,
            recordings,
            withdrawing,
        )

        unseen("testimonies_consentevent", "testimonies_consentdocument", "testimonies_documentlook")
