from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PreventionConfig(AppConfig):
    name = "campaigns.prevention"
    verbose_name = _("Pages for young people")
