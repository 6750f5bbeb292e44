from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditLogConfig(AppConfig):
    name = "editorial.audit_log"
    label = "audit_log"
    verbose_name = _("Audit log")

    def ready(self):
        from editorial.audit_log import watching  # noqa: F401 (it connects its receivers)
        from serving.page_cache import unseen

        unseen("audit_log_")
