"""What this room adds to Wagtail: the report of image rights."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem

from core.reports import ImageRightsReport


@hooks.register("register_admin_urls")
def report_urls():
    return [
        path("reports/image-rights/", ImageRightsReport.as_view(), name="image_rights_report"),
        path(
            "reports/image-rights/results/",
            ImageRightsReport.as_view(results_only=True),
            name="image_rights_report_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def report_menu_item():
    return AdminOnlyMenuItem(
        _("Image rights"), reverse("image_rights_report"), name="image-rights", icon_name="image", order=800
    )
