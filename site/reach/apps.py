from django.utils.translation import gettext_lazy as _

from core.registry import Room


class ReachConfig(Room):
    name = "reach"
    verbose_name = _("Reach")
