from django.utils.translation import gettext_lazy as _

from core.registry import Room


class ReadershipsConfig(Room):
    name = "readerships"
    verbose_name = _("Audiences of the team")
