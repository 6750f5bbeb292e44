from django.utils.translation import gettext_lazy as _

from core.registry import Room


class HandbookConfig(Room):
    name = "handbook"
    verbose_name = _("Handbook")
