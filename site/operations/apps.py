from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "operations"
    verbose_name = _("Operations")

    def ready(self):
        from core.page_cache import unseen
        from operations import lost_work  # noqa: F401 (it connects its receiver)

        unseen("operations_jobrecord", "operations_heartbeat")
