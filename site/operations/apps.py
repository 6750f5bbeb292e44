from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "operations"
    verbose_name = _("Operations")

    def ready(self):
        from operations import lost_work  # noqa: F401 (it connects its receiver)
        from serving.page_cache import unseen

        unseen("operations_jobrecord", "operations_heartbeat")
