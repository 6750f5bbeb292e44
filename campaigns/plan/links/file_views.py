"""Links of a campaign as files in the admin: taking them in, and giving them out with their codes."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.campaign.workspace import campaign_for, show
from campaigns.plan.links import applying, archive, writing
from campaigns.plan.links.acts import ADD, TAB, campaign_to
from campaigns.plan.links.applying import NotAppliedError
from campaigns.plan.links.archive import CODES, MEDIA_TYPES, Archive
from campaigns.plan.links.forms import FilterForm, ImportForm
from campaigns.plan.links.table import Problems
from campaigns.plan.models import Campaign, LinkImport
from press.content import PressError

SHOWN = 50  # rows and placements of a preview
CSV = "text/csv; charset=utf-8"


@require_admin_access
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a file; then show what it would make, or why it is refused."""
    campaign = campaign_to(request, pk, ADD)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return show(
            request, "plan/workspace/links/upload.html", campaign, TAB, {"form": form}, 422 if form.errors else 200
        )
    file = form.cleaned_data["file"]
    found = applying.preview(campaign, request.user, file)
    if found.problems:
        return _show_problems(request, campaign, found.problems, file.name)
    links, placements = found.meaning.links, found.meaning.placements
    context = {
        "pending": found.pending,
        "links": links,
        "rows": list(zip((row["line"] for row in found.pending.rows), links, strict=True))[:SHOWN],
        "placements": placements,
        "new": placements[:SHOWN],
        "more_new": max(0, len(placements) - SHOWN),
        "more": max(0, len(links) - SHOWN),
    }
    return show(request, "plan/workspace/links/preview.html", campaign, TAB, context)


@require_admin_access
@require_POST
def apply(request: HttpRequest, pk: int, pending: int) -> HttpResponse:
    """Make what the preview showed."""
    campaign = campaign_to(request, pk, ADD)
    kept = get_object_or_404(LinkImport, pk=pending, user=request.user, campaign=campaign)
    try:
        made = applying.apply(kept, request.user)
    except NotAppliedError as error:
        messages.error(request, error.message)
        if error.problems:
            return _show_problems(request, campaign, error.problems, kept.file_name)
        return redirect(TAB, pk)
    said = ngettext("%(count)d link was made.", "%(count)d links were made.", len(made.links))
    messages.success(request, said % {"count": len(made.links)})
    return redirect(TAB, pk)


def _show_problems(request: HttpRequest, campaign: Campaign, problems: Problems, name: str) -> HttpResponse:
    context = {"problems": problems, "file_name": name}
    return show(request, "plan/workspace/links/problems.html", campaign, TAB, context, 422)


@require_admin_access
@require_safe
def template(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_to(request, pk, ADD)
    return _attached(HttpResponse(writing.template(campaign), content_type=CSV), f"{campaign.slug}-links-template.csv")


@require_admin_access
@require_safe
def as_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The table of the links that the filters choose."""
    campaign = campaign_for(request, pk)
    rows = writing.Sheet().rows(FilterForm(campaign, request.GET).links())
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
    path("campaigns/<int:pk>/links/import/", upload, name="links_import"),
    path("campaigns/<int:pk>/links/import/<int:pending>/", apply, name="links_import_apply"),
    path("campaigns/<int:pk>/links/template.csv", template, name="links_template"),
    path("campaigns/<int:pk>/links/links.csv", as_csv, name="links_csv"),
    path("campaigns/<int:pk>/links/links.zip", as_zip, name="links_zip"),
    path("campaigns/<int:pk>/links/<int:link>/code.<str:extension>", code, name="link_code"),
]
