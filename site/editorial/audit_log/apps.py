from django.utils.translation import gettext_lazy as _

from core.registry import Room


class AuditLogConfig(Room):
    name = "editorial.audit_log"
    label = "audit_log"
    verbose_name = _("Audit log")
