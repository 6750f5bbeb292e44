"""Links of a campaign as files in the admin, with their codes; and the file to be filled in."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.campaign.workspace import campaign_for
from campaigns.plan.links.acts import ADD, TAB, campaign_to
from campaigns.plan.links.exports import archive, tables
from campaigns.plan.links.exports.archive import CODES, MEDIA_TYPES, Archive
from campaigns.plan.links.forms import FilterForm
from campaigns.plan.models import Campaign
from press.content import PressError

CSV = "text/csv; charset=utf-8"


@require_admin_access
@require_safe
def template(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_to(request, pk, ADD)
    return _attached(HttpResponse(tables.template(campaign), content_type=CSV), f"{campaign.slug}-links-template.csv")


@require_admin_access
@require_safe
def as_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The table of the links that the filters choose."""
    campaign = campaign_for(request, pk)
    rows = tables.Links().rows(FilterForm(campaign, request.GET).links())
    return _attached(StreamingHttpResponse(rows, content_type=CSV), _dated(campaign, "csv"))


@require_admin_access
@require_safe
def as_zip(request: HttpRequest, pk: int) -> HttpResponse:
    """The table and the codes of the links that the filters choose; of one kind alone where `kind` names it."""
    campaign = campaign_for(request, pk)
    kinds = tuple(kind for kind in request.GET.getlist("kind") if kind in CODES) or tuple(CODES)
    made = Archive(campaign, FilterForm(campaign, request.GET).links(), kinds)
    return _attached(StreamingHttpResponse(iter(made), content_type="application/zip"), _dated(campaign, "zip"))


@require_admin_access
@require_safe
def code(request: HttpRequest, pk: int, link: int, extension: str) -> HttpResponse:
    """The code of one link, to be printed or shown."""
    campaign = campaign_for(request, pk)
    found = get_object_or_404(campaign.links, pk=link)
    if extension not in CODES:
        raise Http404
    try:
        data = archive.code(found, extension, archive.language_of(campaign))
    except PressError as error:
        messages.error(request, error.message)
        return redirect(TAB, pk)
    return _attached(HttpResponse(data, content_type=MEDIA_TYPES[extension]), f"{found.code}.{extension}")


def _dated(campaign: Campaign, extension: str) -> str:
    return f"{campaign.slug}-links-{timezone.localdate()}.{extension}"


def _attached(response: HttpResponse | StreamingHttpResponse, name: str) -> HttpResponse | StreamingHttpResponse:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


urls = [
    path("campaigns/<int:pk>/links/template.csv", template, name="links_template"),
    path("campaigns/<int:pk>/links/links.csv", as_csv, name="links_csv"),
    path("campaigns/<int:pk>/links/links.zip", as_zip, name="links_zip"),
    path("campaigns/<int:pk>/links/<int:link>/code.<str:extension>", code, name="link_code"),
]
