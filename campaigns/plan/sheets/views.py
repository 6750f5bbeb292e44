"""The tab “Print and share” of a campaign: what to make, how far that is, and what there is."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.campaign.workspace import campaign_for, show
from campaigns.plan.models import Campaign
from campaigns.plan.sheets import films, own_film_views, recall_views
from campaigns.plan.sheets import runs as press_runs
from campaigns.plan.sheets.listing import FilterForm, Overview, label_of, page_of
from campaigns.plan.sheets.order import OrderForm
from campaigns.plan.sheets.public import opened
from campaigns.plan.sheets.words import name_of
from press.content import PressError

TAB = "campaign_print"


@require_admin_access
def index(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for(request, pk)
    may_make = request.user.has_perm("plan.change_campaign")
    return _show(request, campaign, OrderForm(campaign) if may_make else None)


def _show(request: HttpRequest, campaign: Campaign, order: OrderForm | None, status: int = 200) -> HttpResponse:
    overview = Overview(campaign)
    filters = FilterForm(request.GET, overview)
    context = {
        "order": order,
        "runs": campaign.press_runs.select_related("requested_by").defer("errors")[:5],
        "overview": overview,
        "filters": filters,
        "page": page_of(filters.items(campaign), request.GET.get("p")),
        "may_recall": request.user.has_perm("plan.launch_campaign"),
    }
    return show(request, "plan/workspace/print.html", campaign, TAB, context, status)


@require_admin_access
@require_POST
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a run, or say how many files it would be."""
    campaign = campaign_for(request, pk, "plan.change_campaign")
    form = OrderForm(campaign, request.POST)
    if not form.is_valid() or "count" in request.POST:
        return _show(request, campaign, form, 200 if form.is_valid() else 422)
    said = form.cleaned_data
    try:
        run = press_runs.begin(campaign, form.keys, said["languages"], form.links, request.user, form.film_links)
    except PressError as error:
        form.add_error(None, error.message)
        return _show(request, campaign, form, 422)
    return redirect("campaign_print_run", campaign.pk, run.pk)


@require_admin_access
@require_POST
def make_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a run of all that is stale."""
    campaign = campaign_for(request, pk, "plan.change_campaign")
    try:
        run = press_runs.begin_again(campaign, request.user)
    except PressError as error:
        messages.error(request, error.message)
        return redirect(TAB, campaign.pk)
    return redirect("campaign_print_run", campaign.pk, run.pk)


@require_admin_access
def run(request: HttpRequest, pk: int, run_id: int) -> HttpResponse:
    """The progress of a run; the page renews itself until it has ended."""
    campaign = campaign_for(request, pk)
    found = get_object_or_404(campaign.press_runs.select_related("requested_by"), pk=run_id)
    context = {
        "run": found,
        "headings": [_("Language"), _("Format"), _("Code"), _("Reason")],
        "problems": [_problem(**error) for error in found.errors],
    }
    return found.renewing(request, show(request, "plan/workspace/print_run.html", campaign, TAB, context))


def _problem(format: str, language: str, code: str, reason: str) -> list[str]:
    return [
        name_of(language),
        label_of(format) or _("all"),
        format_html("<code>/s/{}</code>", code) if code else _("all"),
        reason,
    ]


@require_admin_access
def file(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    """The file of an item, what was recalled included: whoever recalls it must be able to look at it."""
    item = get_object_or_404(campaign_for(request, pk).printed, pk=item_id)
    try:
        found = opened(item.file.name)
    except FileNotFoundError:
        raise Http404(_("The file is lost: make the sheet again.")) from None
    response = FileResponse(found, as_attachment=True, filename=item.file.name.rpartition("/")[2])
    response["Cache-Control"] = "private, no-store"
    return response


urls = [
    path("campaigns/<int:pk>/print/", index, name=TAB),
    path("campaigns/<int:pk>/print/make/", make, name="campaign_print_make"),
    path("campaigns/<int:pk>/print/again/", make_again, name="campaign_print_again"),
    path("campaigns/<int:pk>/print/runs/<int:run_id>/", run, name="campaign_print_run"),
    path("campaigns/<int:pk>/print/files/<int:item_id>/", file, name="campaign_print_file"),
    *films.urls,
    *own_film_views.urls,
    *recall_views.urls,
]
