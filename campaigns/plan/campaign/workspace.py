"""A campaign's place in the admin: one frame with a tab for each thing that the team does with it."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import require_admin_access
from wagtail.models import Page

from campaigns.plan.beginning import drafts
from campaigns.plan.campaign.down import MAY_BE_DOWN, taken_down
from campaigns.plan.copying import permissions, remaining
from campaigns.plan.grid import first_days
from campaigns.plan.grid.plan import may_edit
from campaigns.plan.grid.sums import Sums
from campaigns.plan.models import Campaign, Channel, Placement
from core.editor.tabs import Tab, frame, ways
from core.publication.visibility import hidden_pages_for
from editorial.access.reach import may_open
from intake.names import loose

SHOWN = 100  # placements of a channel


# The tabs of a campaign; rooms above add theirs.
TABS = frame(
    Tab("campaign_overview", _("Plan"), "calendar"),
    Tab("campaign_tasks", _("Tasks"), "tasks"),
    Tab("campaign_links", _("Links and codes"), "link"),
    Tab("campaign_posts", _("Posts"), "comment"),
    Tab("campaign_print", _("Print and share"), "doc-full"),
    Tab("campaign_partners", _("Partners"), "group"),
    Tab("campaign_readiness", _("Readiness and launch"), "tick-inverse"),
)


def campaign_for(request: HttpRequest, pk: int, permission: str = "plan.view_campaign") -> Campaign:
    """The campaign, for those who may see it; raises PermissionDenied or Http404."""
    if not (request.user.has_perm(permission) or request.user.has_perm("plan.change_campaign")):
        raise PermissionDenied
    return get_object_or_404(Campaign.objects.annotate(may_be_down=MAY_BE_DOWN), pk=pk)


def show(
    request: HttpRequest, template: str, campaign: Campaign, tab: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render a tab; its template extends `plan/workspace/base.html` and fills the block `tab`."""
    waiting = {"campaign_tasks": campaign.tasks.filter(done_at=None).count()}
    shared = {
        "campaign": campaign,
        "tabs": ways(TABS, request.user, tab, campaign.pk, waiting=waiting),
        "down": taken_down(request, [campaign]).get(campaign.pk) if campaign.launched_at else None,
    }
    return render(request, template, shared | context, status=status)


@require_admin_access
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Waves, channels and placements, with the way to change each."""
    campaign = campaign_for(request, pk)
    pages = campaign.pages.select_related("locale").order_by("translation_key", "locale_id")
    copied = remaining.of(campaign)
    waves, ways_to_reach = campaign.waves.prefetch_related("targets"), channels(campaign)
    context = {
        "waves": waves,
        "channels": ways_to_reach,
        "disagreements": [
            said
            for said in (first_days.disagreement(campaign, waves), Sums.of(waves, ways_to_reach).disagreement)
            if said
        ],
        "may_edit_plan": may_edit(request.user),
        "pages": led_to(request, pages.annotate_approved_schedule().prefetch_workflow_states()),
        "page_is_missed": drafts.is_missed(campaign, request.user),
        "may_change": request.user.has_perm("plan.change_campaign"),
        "may_read_history": any(request.user.has_perm(f"plan.{act}_campaign") for act in ("add", "change", "delete")),
        "may_begin_again": permissions.may_begin_again(request.user),
        "copied": copied,
        "may_undo": copied and permissions.may_undo(request.user, copied.entry.user_id),
    }
    return show(request, "plan/workspace/overview.html", campaign, "campaign_overview", context)


def led_to(request: HttpRequest, pages: Iterable[Page]) -> list[Page]:
    """Each with its `way`: to its editor, or to itself where readers have it; empty where neither is this person's."""
    found = list(pages)
    for page in found:
        page.way = ""
        if may_open(request.user, page):
            page.way = reverse("wagtailadmin_pages:edit", args=[page.pk])
        elif page.live and page.pk not in hidden_pages_for(request):
            page.way = page.get_url(request) or ""
    return found


def channels(campaign: Campaign) -> list[Channel]:
    """Each with the first of its placements as `shown`, in the order of their numbers, and whether it has `more`."""
    some = Prefetch("placements", Placement.objects.select_related("wave", "partner")[:SHOWN], to_attr="shown")
    # Django forgets the order of the model where it counts.
    found = list(campaign.channels.annotate(number=Count("placements")).order_by("kind", "name").prefetch_related(some))
    for channel in found:
        channel.shown.sort(key=lambda placement: _counted(placement.name))
        channel.more = channel.number > len(channel.shown)
    return found


def _counted(name: str) -> list[tuple[int, str]]:
    """Sorts names as people count: the second before the tenth."""
    return [(int(part), "") if part.isdecimal() else (0, loose(part)) for part in re.split(r"(\d+)", name)]
