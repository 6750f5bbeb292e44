from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutreachConfig(AppConfig):
    name = "campaigns.outreach"
    verbose_name = _("Rights and help")
