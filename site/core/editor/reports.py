"""Reports for the team."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from core.models import CampaignImage


def opens_pages(user) -> bool:
    """Whether there is a page that the person may open in the admin; who may open none is offered no report of pages, which would be empty."""
    return user.is_superuser or bool(page_permission_policy.instances_with_direct_explore_permission(user))


class PagesReport(ReportView):
    """Lists what is in pages, and leads to them."""

    def dispatch(self, request, *args, **kwargs):
        if not opens_pages(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class PagesReportMenuItem(MenuItem):
    def is_shown(self, request):
        return opens_pages(request.user)


class ImageRightsReport(ReportView):
    """Images with an end of rights, the nearest first."""

    page_title = _("Image rights")
    header_icon = "image"
    index_url_name = "image_rights_report"
    index_results_url_name = "image_rights_report_results"
    default_ordering = "rights_until"
    list_export = ["title", "credit", "licence", "rights_until", "withdrawn_at"]
    columns = [
        TitleColumn("title", label=_("Image"), url_name="wagtailimages:edit"),
        Column("credit", label=_("Credit")),
        Column("get_licence_display", label=_("Licence")),
        DateColumn("rights_until", label=_("Rights until")),
        DateColumn("withdrawn_at", label=_("Withdrawn")),
    ]

    def get_queryset(self):
        return CampaignImage.objects.exclude(rights_until=None).order_by("rights_until")
