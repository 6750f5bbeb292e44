from django.utils.translation import gettext_lazy as _

from core.registry import Room


class ExperimentsConfig(Room):
    name = "campaigns.deterrence.experiments"
    verbose_name = _("Experiments")
