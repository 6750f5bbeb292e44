from django.utils.translation import gettext_lazy as _

from core.registry import Room


class OperationsConfig(Room):
    name = "operations"
    verbose_name = _("Operations")
