from django.utils.translation import gettext_lazy as _

from core.registry import Room


class FactsConfig(Room):
    name = "facts"
    verbose_name = _("Facts and helplines")
