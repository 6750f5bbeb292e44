from django.utils.translation import gettext_lazy as _

from core.registry import Room


class CoreConfig(Room):
    name = "core"
    verbose_name = _("What every page shares")
