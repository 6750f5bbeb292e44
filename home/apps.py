from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Front door")

    def ready(self):
        from home import slots  # noqa: F401 (it registers itself)
        from serving.page_cache import unseen

        unseen("home_synonym")  # the search reads it, and is never kept
