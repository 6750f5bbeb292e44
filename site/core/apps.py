from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("What every page shares")

    def ready(self):
        from django.utils.module_loading import autodiscover_modules

        from core import checks  # noqa: F401 (they register themselves)

        autodiscover_modules("periodic_jobs")
