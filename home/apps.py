from django.utils.translation import gettext_lazy as _

from core.registry import Room


class HomeConfig(Room):
    name = "home"
    verbose_name = _("Front door")
