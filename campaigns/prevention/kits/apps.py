from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KitsConfig(AppConfig):
    name = "campaigns.prevention.kits"
    verbose_name = _("Prevention kits")

    def ready(self):
        from campaigns.prevention.kits import following  # noqa: F401 (it registers itself)
