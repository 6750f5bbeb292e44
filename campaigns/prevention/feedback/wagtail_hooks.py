"""The report of this room in the admin."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from campaigns.prevention.feedback.reports import FeedbackReport


@hooks.register("register_admin_urls")
def report_urls():
    return [
        path("reports/feedback/", FeedbackReport.as_view(), name="feedback_report"),
        path("reports/feedback/results/", FeedbackReport.as_view(results_only=True), name="feedback_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def report_menu_item():
    return MenuItem(
        _("Feedback from the class"), reverse("feedback_report"), name="feedback", icon_name="help", order=920
    )
