"""The report of what the weekly check of accessibility found."""

from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from core.editor.reports import PagesReport
from editorial.models import AccessibilityCheck


def mended(check: AccessibilityCheck) -> str:
    """Each problem as a link to where it is mended."""
    found = ((one["url"], one["message"]) for one in check.problems)
    return format_html_join("", '<p><a href="{}">{}</a></p>', found)


class AccessibilityReport(PagesReport):
    page_title = _("Accessibility of pages")
    header_icon = "glasses"
    index_url_name = "accessibility_report"
    index_results_url_name = "accessibility_report_results"
    default_ordering = "page__title"
    list_export = ["page.title", "problems", "checked_at"]
    columns = [
        TitleColumn(
            "page",
            label=_("Page"),
            accessor=lambda check: check.page.get_admin_display_title(),
            get_url=lambda check: reverse("wagtailadmin_pages:edit", args=[check.page_id]),
        ),
        Column("language", label=_("Language"), accessor=lambda check: check.page.locale.get_display_name()),
        Column("problems", label=_("What is wrong, and where it is mended"), accessor=mended),
        DateColumn("checked_at", label=_("Checked")),
    ]

    def get_queryset(self):
        wrong = AccessibilityCheck.objects.exclude(problems=[]).filter(page__live=True)
        return wrong.select_related("page", "page__locale").order_by("page__title", "page_id")


urls = [
    path("reports/accessibility/", AccessibilityReport.as_view(), name="accessibility_report"),
    path(
        "reports/accessibility/results/",
        AccessibilityReport.as_view(results_only=True),
        name="accessibility_report_results",
    ),
]
