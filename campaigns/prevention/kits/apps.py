from django.utils.translation import gettext_lazy as _

from core.registry import Room


class KitsConfig(Room):
    name = "campaigns.prevention.kits"
    verbose_name = _("Prevention kits")
