"""Tomorrow: three sentences at most, each with what to do; what was set aside, and why; what is looked for."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.models import Campaign
from campaigns.results.figures.freshness import freshness
from campaigns.results.figures.periods import whole
from campaigns.results.frame import campaign_for, show
from campaigns.results.models import Dismissal
from campaigns.results.tabs.channels import is_attributed
from campaigns.results.tabs.notes import MAY_NOTE
from campaigns.results.tomorrow import rules
from campaigns.results.tomorrow.evidence import gather
from campaigns.results.tomorrow.rules import Finding
from campaigns.results.tomorrow.sentences import RULES, Sentence, sentences

TAB = "results_tomorrow"
MOST = 3
FOR = timedelta(days=14)  # a sentence that was set aside is not said again


def found(campaign: Campaign, until: date) -> list[Finding]:
    """What the rules say of the days before `until`, without what was set aside; the furthest from what was expected first."""
    evidence = gather(whole(campaign), until)
    aside = set(_aside(campaign).values_list("rule", "subject"))
    every = [finding for rule in rules.RULES.values() for finding in rule(evidence)]
    return sorted((one for one in every if (one.rule, one.subject) not in aside), key=lambda one: -one.weight)


def _aside(campaign: Campaign):
    return campaign.dismissals.filter(created_at__gte=timezone.now() - FOR)


def _said(campaign: Campaign) -> tuple[list[Sentence], int]:
    """(the sentences, how many more there are); nothing of a campaign that does not run."""
    until = freshness(campaign.pk).day
    if until is None or not whole(campaign).is_running:
        return [], 0
    every = found(campaign, until)
    return sentences(every[:MOST]), max(0, len(every) - MOST)


@require_admin_access
def tomorrow(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, campaign_for(request, pk), None)


def _page(request: HttpRequest, campaign: Campaign, refused: Sentence | None) -> HttpResponse:
    if not campaign.has_started:
        return show(request, "results/not_begun.html", campaign, TAB, {})
    said, more = _said(campaign)
    context = {
        "span": whole(campaign),
        "said": said,
        "more": more,
        "aside": _aside(campaign).select_related("author"),
        "rules": RULES.values(),
        "is_attributed": bool(said) or is_attributed(whole(campaign)),
        "may_set_aside": request.user.has_perm(MAY_NOTE),
        "refused": refused,
    }
    return show(request, "results/tomorrow.html", campaign, TAB, context, status=422 if refused else 200)


@require_admin_access
@require_POST
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """What is no longer said was set aside by another meanwhile, or is over: nothing to do."""
    campaign = campaign_for(request, pk, MAY_NOTE)
    key = (request.POST.get("rule", ""), request.POST.get("subject", ""))
    said, _more = _said(campaign)
    one = next((one for one in said if (one.rule.key, one.finding.subject) == key), None)
    if one is None:
        messages.info(request, _("This is not said any more: the figures moved on, or somebody set it aside."))
        return redirect(TAB, campaign.pk)
    reason = request.POST.get("reason", "").strip()[:300]
    if not reason:
        return _page(request, campaign, one)
    Dismissal.objects.create(
        campaign=campaign, rule=key[0], subject=key[1], said=one.said[:500], reason=reason, author=request.user
    )
    messages.success(request, _("Set aside for 14 days, with your reason."))
    return redirect(TAB, campaign.pk)


@require_admin_access
@require_POST
def say_again(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    campaign = campaign_for(request, pk, MAY_NOTE)
    get_object_or_404(Dismissal, campaign=campaign, pk=number).delete()
    messages.success(request, _("It is said again, as long as it holds."))
    return redirect(TAB, campaign.pk)


urls = [
    path("results/<int:pk>/tomorrow/", tomorrow, name=TAB),
    path("results/<int:pk>/tomorrow/set-aside/", set_aside, name="results_set_aside"),
    path("results/<int:pk>/tomorrow/<int:number>/say-again/", say_again, name="results_say_again"),
]
