from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanConfig(AppConfig):
    name = "campaigns.plan"
    label = "plan"
    verbose_name = _("Campaigns")

    def ready(self):
        from campaigns.plan import bundles, withdrawal  # noqa: F401 (they register what belongs to a campaign)
