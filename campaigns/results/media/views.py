"""Figures of others in the admin: which files are in, taking one in, and undoing it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.links.table import Problems
from campaigns.plan.models import Campaign
from campaigns.results.frame import campaign_for, show
from campaigns.results.media import applying, grid, listing
from campaigns.results.media.applying import NotAppliedError
from campaigns.results.media.forms import ColumnsForm, UploadForm, first_choice
from campaigns.results.media.headings import CALLS, FIELDS, LABELS, MEDIA, NUMBERS
from campaigns.results.media.refusal import FileRefusedError
from campaigns.results.models import MediaImport

TAB = "results_media"
ADD, CHANGE = "results.add_mediaimport", "results.change_mediaimport"
SHOWN = 50  # rows of a preview or of a page


@require_admin_access
@require_safe
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """All files, in as many queries for one as for many."""
    campaign = campaign_for(request, pk)
    context = {
        "files": listing.files(campaign),
        "may_add": request.user.has_perm(ADD),
        "may_change": request.user.has_perm(CHANGE),
        "has_channels": campaign.channels.exists(),
        "may_plan": request.user.has_perm("plan.add_channel"),
    }
    return show(request, "results/media/index.html", campaign, TAB, context)


@require_admin_access
def upload(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Ask for a file; then show what it would write, or ask which column is what, or say why it is refused."""
    campaign = campaign_for(request, pk, ADD)
    if kind not in (MEDIA, CALLS):
        raise Http404
    form = UploadForm(campaign, kind, request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        return show(request, "results/media/upload.html", campaign, TAB, {"form": form, "kind": kind}, status=status)
    file = form.cleaned_data["file"]
    try:
        read = grid.read(file, kind)
    except FileRefusedError as error:
        problems = Problems()
        problems.add(error.line, error.reason, error.column)
        return _show_problems(request, campaign, kind, file.name, problems)
    same = applying.same_file(campaign, kind, read.sha256)
    if same:
        return show(request, "results/media/same.html", campaign, TAB, {"same": same, "kind": kind}, status=409)
    pending = applying.keep(campaign, kind, request.user, file, read)
    return _after_upload(request, campaign, pending, form)


def _after_upload(request: HttpRequest, campaign: Campaign, pending: MediaImport, form: UploadForm) -> HttpResponse:
    """The preview where a kept choice says all; else the question which column is what."""
    mapping, owner = form.cleaned_data.get("mapping"), form.cleaned_data["owner"]
    choice, name = first_choice(pending.kind, pending.cells, mapping)
    initial = ColumnsForm.initial_of(choice, name)
    if owner:
        initial |= {"owner": owner.pk}
        initial.pop(f"column_{'helpline' if pending.kind == CALLS else 'channel'}", None)
    if mapping:
        filled = ColumnsForm(campaign, pending.kind, pending.cells["headings"], initial)
        if filled.is_valid():
            return _preview(request, campaign, pending, filled)
        return _ask(request, campaign, pending, filled, 422)
    return _ask(
        request, campaign, pending, ColumnsForm(campaign, pending.kind, pending.cells["headings"], initial=initial)
    )


@require_admin_access
def columns(request: HttpRequest, pk: int, pending: int) -> HttpResponse:
    """Which column is what; on POST the preview."""
    campaign = campaign_for(request, pk, ADD)
    kept = _pending(request, campaign, pending)
    found = kept.cells["headings"]
    if request.method == "POST":
        form = ColumnsForm(campaign, kept.kind, found, request.POST)
        return _preview(request, campaign, kept, form) if form.is_valid() else _ask(request, campaign, kept, form, 422)
    choice, name = first_choice(kept.kind, kept.cells, kept.mapping)
    initial = ColumnsForm.initial_of(choice, name) | ({"owner": kept.channel_id} if kept.channel_id else {})
    return _ask(request, campaign, kept, ColumnsForm(campaign, kept.kind, found, initial=initial))


def _pending(request: HttpRequest, campaign: Campaign, pk: int) -> MediaImport:
    return get_object_or_404(campaign.media_imports, pk=pk, made_by=request.user, applied_at=None)


def _ask(
    request: HttpRequest, campaign: Campaign, pending: MediaImport, form: ColumnsForm, status: int = 200
) -> HttpResponse:
    headings, lines = pending.cells["headings"], pending.cells["lines"]
    context = {"pending": pending, "form": form, "headings": headings, "sample": lines[:3], "number": len(lines)}
    return show(request, "results/media/columns.html", campaign, TAB, context, status=status)


def _preview(request: HttpRequest, campaign: Campaign, pending: MediaImport, form: ColumnsForm) -> HttpResponse:
    found = applying.judge(pending, form.choice(), form.keep())
    if not found.rows and not found.problems:
        found.problems.add(None, _("No line holds a number."))
    if found.problems:
        return _show_problems(request, campaign, pending.kind, pending.file_name, found.problems, pending)
    numbers = [name for name in NUMBERS[pending.kind] if name in form.columns()]
    sums = found.sums()
    context = {
        "pending": pending,
        "number": len(found.rows),
        "rows": listing.table(found.rows[:SHOWN], numbers, found.names),
        "headings": [LABELS[name] for name in numbers],
        "owner_label": LABELS[FIELDS[pending.kind][1]],
        "sums": [sums.get(name) for name in numbers],
        "has_reach": "reach" in numbers,
        "more": max(0, len(found.rows) - SHOWN),
        "warnings": found.warnings,
    }
    return show(request, "results/media/preview.html", campaign, TAB, context)


def _show_problems(
    request: HttpRequest,
    campaign: Campaign,
    kind: str,
    name: str,
    problems: Problems,
    pending: MediaImport | None = None,
) -> HttpResponse:
    context = {"problems": problems, "file_name": name, "kind": kind, "pending": pending}
    return show(request, "results/media/problems.html", campaign, TAB, context, status=422)


@require_admin_access
@require_POST
def apply(request: HttpRequest, pk: int, pending: int) -> HttpResponse:
    """Write what the preview showed."""
    campaign = campaign_for(request, pk, ADD)
    kept = get_object_or_404(campaign.media_imports, pk=pending, made_by=request.user)
    try:
        number = applying.apply(kept)
    except NotAppliedError as error:
        messages.error(request, error.message)
        return redirect(TAB, pk)
    said = ngettext("%(count)d row was imported.", "%(count)d rows were imported.", number)
    messages.success(request, said % {"count": number})
    return redirect("results_media_file", pk, kept.pk)


@require_admin_access
@require_safe
def file(request: HttpRequest, pk: int, done: int) -> HttpResponse:
    """What a file brought, and who brought it."""
    campaign = campaign_for(request, pk)
    found = get_object_or_404(listing.applied(campaign), pk=done)
    page = Paginator(listing.rows_of(found), SHOWN).get_page(request.GET.get("p"))
    numbers = NUMBERS[found.kind]
    context = {
        "file": found,
        "page": page,
        "rows": listing.shown(found, page.object_list),
        "headings": [LABELS[name] for name in numbers],
        "owner_label": LABELS[FIELDS[found.kind][1]],
        "may_change": request.user.has_perm(CHANGE),
    }
    return show(request, "results/media/file.html", campaign, TAB, context)


@require_admin_access
def undo(request: HttpRequest, pk: int, done: int) -> HttpResponse:
    """Say what is removed; on POST remove it."""
    campaign = campaign_for(request, pk, CHANGE)
    found = get_object_or_404(listing.applied(campaign), pk=done)
    if request.method != "POST":
        context = {"file": found, "number": listing.rows_of(found).count()}
        return show(request, "results/media/undo.html", campaign, TAB, context)
    try:
        number = applying.undo(found, request.user)
    except NotAppliedError as error:
        messages.error(request, error.message)
    else:
        said = ngettext("%(count)d row was removed.", "%(count)d rows were removed.", number)
        messages.success(request, said % {"count": number})
    return redirect(TAB, pk)


urls = [
    path("results/<int:pk>/media/", index, name="results_media"),
    path("results/<int:pk>/media/import/<str:kind>/", upload, name="results_media_upload"),
    path("results/<int:pk>/media/<int:pending>/columns/", columns, name="results_media_columns"),
    path("results/<int:pk>/media/<int:pending>/apply/", apply, name="results_media_apply"),
    path("results/<int:pk>/media/<int:done>/", file, name="results_media_file"),
    path("results/<int:pk>/media/<int:done>/undo/", undo, name="results_media_undo"),
]
