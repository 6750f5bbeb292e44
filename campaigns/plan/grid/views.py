"""The plan of a campaign in one screen: read, typed over, saved at once."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.campaign.workspace import campaign_for, show
from campaigns.plan.grid import cells, first_days, sums, timeline
from campaigns.plan.grid.plan import Plan, may_edit
from campaigns.plan.grid.tables import MOST
from campaigns.plan.models import Campaign, Wave

PLACEHOLDERS = {name: f"{{{name}}}" for name in ("waves", "channels", "difference")}


@require_admin_access
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for(request, pk)
    if not may_edit(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return _answer(request, campaign)
    return _shown(request, Plan(campaign, request.user))


def _answer(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """One save at a time: each sees what the one before it wrote."""
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
        plan = Plan(campaign, request.user, request.POST)
        is_saved = request.POST.get("act") != "indicator" and _save(request, plan)
    if not is_saved:
        return _shown(request, plan, status=409 if plan.is_conflicted else 200)
    messages.success(request, _("Plan saved."))
    place = plan.place_of(request.POST.get("at", ""))
    return redirect(reverse("campaign_plan", args=[campaign.pk]) + (f"#{place}" if place else ""))


def _save(request: HttpRequest, plan: Plan) -> bool:
    """Whether all was written; else it is said why not."""
    try:
        if plan.is_valid() and not plan.is_conflicted and plan.save():
            return True
    except IntegrityError:
        messages.error(request, _("Somebody else saved something of this name just now: save again."))
        return False
    if plan.is_conflicted:
        messages.error(
            request,
            _(
                "Nothing was saved: the same rows were changed meanwhile, by somebody else or in another window of yours. Compare what is marked, then save again."
            ),
        )
    else:
        messages.error(request, _("Nothing was saved: correct what is marked, then save again."))
    return False


def _shown(request: HttpRequest, plan: Plan, status: int = 200) -> HttpResponse:
    saved = _saved(request, plan)
    context = {
        "plan": plan,
        "timeline": timeline.of(plan.campaign, saved),
        "two_first_days": first_days.disagreement(plan.campaign, saved),
        "most": MOST,
        "example": cells.example(),
        "more_for_waves": sums.more_for_waves() % PLACEHOLDERS,
        "more_for_channels": sums.more_for_channels() % PLACEHOLDERS,
    }
    return show(request, "plan/workspace/grid/index.html", plan.campaign, "campaign_overview", context, status)


def _saved(request: HttpRequest, plan: Plan) -> list[Wave]:
    """As they are in the database: what was typed has not become true yet."""
    return plan.waves.things if request.method == "GET" else list(plan.campaign.waves.all())


urls = [path("campaigns/<int:pk>/plan/", edit, name="campaign_plan")]
