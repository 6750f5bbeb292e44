from django.utils.translation import gettext_lazy as _

from core.registry import Room


class DeterrenceConfig(Room):
    name = "campaigns.deterrence"
    verbose_name = _("Pages for buyers")
