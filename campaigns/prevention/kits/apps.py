from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KitsConfig(AppConfig):
    name = "campaigns.prevention.kits"
    verbose_name = _("Prevention kits")
