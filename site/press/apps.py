from django.utils.translation import gettext_lazy as _

from core.registry import Room


class PressConfig(Room):
    name = "press"
    verbose_name = _("Things to print and share")
