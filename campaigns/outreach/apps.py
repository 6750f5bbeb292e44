from django.utils.translation import gettext_lazy as _

from core.registry import Room


class OutreachConfig(Room):
    name = "campaigns.outreach"
    verbose_name = _("Rights and help")
