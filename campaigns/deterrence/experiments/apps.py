from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExperimentsConfig(AppConfig):
    name = "campaigns.deterrence.experiments"
    verbose_name = _("Experiments")

    def ready(self):
        from campaigns.deterrence.experiments import (
            guards,  # noqa: F401 (they watch pages and words)
            public,  # noqa: F401 (its part of the public results)
            serving,  # noqa: F401 (it varies pages)
        )
