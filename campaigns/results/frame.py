"""The results of a campaign in the admin: one frame with a tab for each question that the team asks.

Other parts of this room, and rooms above, add tabs to `TABS`; the view of each renders with `show`, and its template extends
`results/base.html` and fills the block `tab`.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.plan.models import Campaign
from campaigns.results.figures.definitions import Definition
from campaigns.results.figures.periods import Choice
from core.editor.tabs import Tab, frame, ways
from core.editor.today import Next

MAY = "results.view_results"
TABS = frame(
    Tab("results_overview", _("Overview"), "view"),
    Tab("results_tomorrow", _("Tomorrow"), "tasks"),
    Tab("results_channels", _("Channels"), "site"),
    Tab("results_places", _("Places and partners"), "group"),
    Tab("results_pages", _("Pages and languages"), "doc-full"),
    Tab("results_live", _("Launch live"), "time"),
    Tab("results_protocol", _("Planned and found"), "check"),
    Tab("results_surveys", _("Surveys"), "help"),
    Tab("results_notes", _("Notes"), "comment"),
    Tab("results_briefings", _("Briefing notes"), "form"),
    Tab("results_mails", _("Mails and alerts"), "mail"),
    Tab("results_public", _("Public results"), "globe"),
)
ALL_TABS = frame(
    Tab("results_index", _("Campaigns"), "list-ul"),
    Tab("results_compare", _("Side by side"), "list-ol"),
    Tab("results_site", _("Whole site"), "site"),
    Tab("results_briefings_of_years", _("Briefing notes"), "form"),
    Tab("results_keys", _("Keys for tools"), "key"),
)


def may_see(request: HttpRequest) -> None:
    """Raises PermissionDenied for whoever may not see results."""
    if not request.user.has_perm(MAY):
        raise PermissionDenied


def show_all(
    request: HttpRequest,
    template: str,
    tab: str,
    context: dict[str, Any],
    definitions: list[Definition] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a tab of what is about no single campaign; `definitions` are explained at its end."""
    shared = {"tabs": ways(ALL_TABS, request.user, tab), "glossary": definitions or []}
    return render(request, template, shared | context, status=status)


def campaign_for(request: HttpRequest, pk: int, permission: str = MAY) -> Campaign:
    """The campaign, for those who may see results; raises PermissionDenied or Http404."""
    if not (request.user.has_perm(MAY) and request.user.has_perm(permission)):
        raise PermissionDenied
    return get_object_or_404(Campaign, pk=pk)


def show(
    request: HttpRequest,
    template: str,
    campaign: Campaign,
    tab: str,
    context: dict[str, Any],
    *,
    choice: Choice | None = None,
    definitions: list[Definition] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a tab. `choice` is the period that it tells of; `definitions` are explained at its end."""
    query = f"?wave={choice.wanted}" if choice and choice.wanted else ""
    shared = {
        "campaign": campaign,
        "tabs": ways(TABS, request.user, tab, campaign.pk, query=query),
        "choice": choice,
        "glossary": definitions or [],
        "may_plan": request.user.has_perm("plan.view_campaign") or request.user.has_perm("plan.change_campaign"),
    }
    return render(request, template, shared | context, status=status)


def next_of_reader(user) -> Next | None:
    """What somebody who reads figures may do where nothing waits."""
    return (
        Next(str(_("See what campaigns did, under Results.")), reverse("results_index")) if user.has_perm(MAY) else None
    )
