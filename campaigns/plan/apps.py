from django.utils.translation import gettext_lazy as _

from core.registry import Room


class PlanConfig(Room):
    name = "campaigns.plan"
    label = "plan"
    verbose_name = _("Campaigns")
