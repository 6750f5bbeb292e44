from django.utils.translation import gettext_lazy as _

from core.registry import Room


class ResultsConfig(Room):
    name = "campaigns.results"
    verbose_name = _("Results")
