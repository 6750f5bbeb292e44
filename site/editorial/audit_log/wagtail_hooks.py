"""The audit log among the reports of those who keep the accounts."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from editorial.audit_log.reports import READ, AuditLogReport


@hooks.register("register_admin_urls")
def urls():
    return [
        path("reports/audit-log/", AuditLogReport.as_view(), name="audit_log"),
        path("reports/audit-log/results/", AuditLogReport.as_view(results_only=True), name="audit_log_results"),
    ]


class AuditLogMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(READ)


@hooks.register("register_reports_menu_item")
def menu_item():
    return AuditLogMenuItem(_("Audit log"), reverse("audit_log"), name="audit-log", icon_name="key", order=970)
