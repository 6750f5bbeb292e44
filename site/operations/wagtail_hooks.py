"""The report of periodic work in the admin."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem

from operations.reports import JobsReport


@hooks.register("register_admin_urls")
def report_urls():
    return [
        path("reports/periodic-work/", JobsReport.as_view(), name="jobs_report"),
        path("reports/periodic-work/results/", JobsReport.as_view(results_only=True), name="jobs_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def report_menu_item():
    return AdminOnlyMenuItem(
        _("Periodic work"), reverse("jobs_report"), name="periodic-work", icon_name="history", order=900
    )
