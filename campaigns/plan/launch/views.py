"""Readiness, launch and close of a campaign in the admin."""

from operator import attrgetter
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.campaign import belonging
from campaigns.plan.campaign.board import Plans
from campaigns.plan.campaign.workspace import campaign_for, show
from campaigns.plan.launch import acts as launching
from campaigns.plan.launch import hold_ups, opening, preparation
from campaigns.plan.launch import scheduled as schedule
from campaigns.plan.launch.acts import LaunchError
from campaigns.plan.launch.opening import Opening
from campaigns.plan.launch.table import table
from campaigns.plan.models import GRACE, Action, AfterClose, Campaign, Launch, Override, Wave
from campaigns.plan.posts import listing as posts
from campaigns.plan.tasks.people import may_open
from core.publication.confirmation import TypedName, is_confirmed
from core.publication.readiness import CHECKS
from editorial.takedown import views as takedowns

ASKED = ("start", "schedule")  # what makes something public


class OverrideForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It is kept with your name and the date."),
    )


@require_admin_access
def readiness(request: HttpRequest, pk: int) -> HttpResponse:
    """What every check found, language by language; what may be done about it."""
    campaign = campaign_for(request, pk)
    results = list(campaign.readiness.all())
    wave = _wave(campaign, request.GET.get("wave"))
    launches = list(campaign.launches.select_related("wave", "requested_by")[:20])
    scheduled = _scheduled(wave)
    starts = [one for one in launches if (one.state, one.action) == (Launch.State.SCHEDULED, Action.START)]
    blocking = preparation.blocking_each([one.wave for one in starts] + ([wave] if wave else []), results)
    for one in starts:
        one.promise = schedule.promise(one.due_at, len(blocking[one.wave_id]), is_soon=one.is_soon)
    last = _last(wave, launches)
    checked_at = min((result.checked_at for result in results), default=None)
    context = {
        "wave": wave,
        "waves": campaign.waves.all(),
        "table": table(results, wave),
        "checked_at": checked_at,
        "has_changed": checked_at and preparation.has_changed(campaign, checked_at),
        "blocking": blocking[wave.pk] if wave else [],
        "launches": launches,
        "scheduled": scheduled,
        "promise": schedule.promise(scheduled.due_at, len(blocking[wave.pk])) if scheduled else "",
        "failed": last if last and last.state == Launch.State.FAILED else None,
        "stopped": last if last and last.state == Launch.State.CANCELLED and last.is_soon else None,
        "may_launch": request.user.has_perm("plan.launch_campaign"),
        "takedown": takedowns.address(campaign, request.user),
        "state": f"{last.pk}-{last.state}" if last else "",
        "is_past": bool(wave and wave.starts_at <= timezone.now()),
    }
    return show(request, "plan/workspace/readiness.html", campaign, "campaign_readiness", context)


@require_safe
@require_admin_access
def overview(request: HttpRequest) -> HttpResponse:
    """What keeps each campaign back, and who holds that up."""
    if not may_open(request.user):
        raise PermissionDenied
    return render(request, "plan/readiness/index.html", {"rows": hold_ups.rows(Plans(timezone.now()))})


def _wave(campaign: Campaign, asked: str | None) -> Wave | None:
    """The wave that was asked for, or the next that has not started, or the last one."""
    waves = list(campaign.waves.all())
    if asked and asked.isdecimal():
        return next((wave for wave in waves if wave.pk == int(asked)), None)
    return next((wave for wave in waves if wave.started_at is None), waves[-1] if waves else None)


def _scheduled(wave: Wave | None) -> Launch | None:
    return wave and wave.launches.filter(state=Launch.State.SCHEDULED).select_related("requested_by").first()


def _last(wave: Wave | None, launches: list[Launch]) -> Launch | None:
    """The last thing that was tried for a wave."""
    return max((one for one in launches if wave and one.wave_id == wave.pk), key=attrgetter("pk"), default=None)


@require_POST
@require_admin_access
def check(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for(request, pk)
    preparation.examine(campaign)
    if "from" in request.POST:
        return redirect(f"{reverse('campaigns_readiness')}#campaign-{campaign.pk}")
    return _back(campaign, request.POST.get("wave"))


@require_safe
@require_admin_access
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """What was tried last of a wave's starts: asked by windows that were open before, which show it once it is another."""
    return JsonResponse({"state": _state(_wave(campaign_for(request, pk), request.GET.get("wave")))})


def _state(wave: Wave | None) -> str:
    last = wave.launches.order_by("pk").last() if wave else None
    return f"{last.pk}-{last.state}" if last else ""


@require_admin_access
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Start, schedule or stop: the button's name says which. What makes something public is asked first, and its name is typed."""
    campaign = _for_publisher(request, pk)
    if request.method != "POST":  # the address of the question, opened by itself
        return _back(campaign, request.GET.get("wave"))
    asked, action = request.POST.get("wave", ""), request.POST.get("act")
    wave = get_object_or_404(campaign.waves, pk=asked if asked.isdecimal() else None)
    wave.campaign = campaign
    if action in ASKED:
        opens = opening.of(wave, at_its_minute=action == "schedule")
        form = TypedName(opens.name, request.POST if is_confirmed(request) else None)
        if is_confirmed(request) and (said := _meanwhile(request, wave)):
            messages.warning(request, said)
            return _ask(request, opens, TypedName(opens.name))
        if not form.is_valid():
            return _ask(request, opens, form)
    try:
        _do(action, wave, request)
    except LaunchError as refused:
        if action in ASKED:
            preparation.examine(campaign)
        messages.error(request, _refusal(refused))
    return _back(campaign, wave.pk)


def _meanwhile(request: HttpRequest, wave: Wave) -> str:
    """That somebody stopped a start of this wave after the question was shown; empty where nobody did."""
    last = wave.launches.order_by("pk").last()
    seen = request.POST.get("seen")
    if last is None or seen in (None, str(last.pk)) or not (last.state == Launch.State.CANCELLED and last.is_soon):
        return ""
    said = _("Nothing was started. Meanwhile a start of “%(wave)s” was stopped: %(why)s Is it to start all the same?")
    return said % {"wave": wave.name, "why": " ".join(last.reasons)}


def _ask(request: HttpRequest, opens: Opening, form: TypedName) -> HttpResponse:
    """What becomes public, where and when; what keeps it from that, asked again now, and who answered for what else fails."""
    wave, action = opens.wave, request.POST["act"]
    results = preparation.examine(wave.campaign)
    failing: dict[str, list[str]] = {}
    for one in preparation.blocking(wave, results):
        failing.setdefault(CHECKS[one.check_name].label, []).append(one.language)
    failures = sum(map(len, failing.values()))
    context = {
        "failing": failing,
        "failures": failures,
        "promise": schedule.promise(wave.starts_at, failures),
        "answered": _answered(wave, {(one.check_name, one.language) for one in results if one.failures}),
        "wave": wave,
        "act": action,
        "opens": opens,
        "form": form,
        "grace": GRACE.seconds,
        "seen": wave.launches.order_by("-pk").values_list("pk", flat=True).first() or "",
        "is_refused": action == "start" and bool(failing or opens.is_empty),
    }
    status = 422 if form.errors else 200
    return show(request, "plan/workspace/launch_confirm.html", wave.campaign, "campaign_readiness", context, status)


def _answered(wave: Wave, fail: set[tuple[str, str]]) -> dict[tuple[str, str, str], list[str]]:
    """{(label of a check, who answers for starting although it fails, why): in which languages}, of (check, language) that fail now."""
    answered: dict[tuple[str, str, str], list[str]] = {}
    for one in wave.overrides.counting().select_related("user").order_by("check_name", "pk"):
        if (one.check_name, one.language) in fail:
            who = (one.user.get_full_name() or one.user.get_username()) if one.user else _("Account deleted")
            answered.setdefault((CHECKS[one.check_name].label, who, one.reason), []).append(one.language)
    return answered


def _do(action: str | None, wave: Wave, request: HttpRequest) -> None:
    if action == "start":
        schedule.start_soon(wave, request.user)
    elif action == "schedule":
        launch = schedule.schedule_start(wave, request.user)
        failing = preparation.blocking(wave, wave.campaign.readiness.all())
        messages.success(request, schedule.promise(launch.due_at, len(failing)))
    elif action == "cancel" and (launch := _scheduled(wave) or wave.launches.order_by("pk").last()):
        if launch.is_soon:
            schedule.stop(launch, request.user)
            messages.success(request, _("Stopped. Nothing became public."))
        else:
            schedule.cancel(launch, request.user)
            messages.success(request, _("“%(wave)s” does not start by itself any more.") % {"wave": wave.name})


def _refusal(refused: LaunchError) -> str:
    return _("Nothing was changed. %(reasons)s") % {"reasons": " ".join(refused.reasons[:5])}


@require_admin_access
def override(request: HttpRequest, pk: int, wave: int, check: str, language: str) -> HttpResponse:
    """A publisher answers for starting a wave although a check fails, or takes that back."""
    campaign = _for_publisher(request, pk)
    wave = get_object_or_404(campaign.waves, pk=wave)
    result = get_object_or_404(campaign.readiness, check_name=check, language=language)
    form = OverrideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and "remove" in request.POST:
        Override.objects.filter(wave=wave, check_name=check, language=language).delete()
        return _back(campaign, wave.pk)
    if form.is_valid():
        launching.override(wave, check, language, request.user, form.cleaned_data["reason"])
        return _back(campaign, wave.pk)
    known = Override.objects.filter(wave=wave, check_name=check, language=language).select_related("user").first()
    context = {"form": form, "wave": wave, "result": result, "known": known, "check": CHECKS[check]}
    return show(
        request, "plan/workspace/override.html", campaign, "campaign_readiness", context, 422 if form.errors else 200
    )


@require_admin_access
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """What becomes of each page, then the close, now; undone by opening again."""
    campaign = _for_publisher(request, pk)
    if is_confirmed(request) or request.POST.get("act") == "decide":
        return _close(request, campaign)
    going = launching.gone(campaign)
    pages = [
        page for found in belonging.querysets(campaign) for page in found.select_related("locale").order_by("path")
    ]
    context = {
        "pages": [(page, page.translation_key in going) for page in pages if page.locale.is_default],
        "languages": sorted({page.locale.language_code for page in pages if page.live}),
        "links": campaign.links.filter(retired_at=None).count(),
        "circulating": posts.circulating(campaign),
    }
    return show(request, "plan/workspace/close.html", campaign, "campaign_readiness", context)


def _close(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    keys = {page.translation_key for page in belonging.pages(campaign)}
    chosen = {key: request.POST.get(f"outcome-{key}") for key in keys}
    outcomes: dict[UUID, str] = {key: value for key, value in chosen.items() if value in AfterClose.values}
    try:
        if request.POST.get("act") == "decide":
            launching.decide(campaign, outcomes)
            messages.success(request, _("What becomes of each page is kept, for the close."))
        elif request.POST.get("act") == "reopen":
            launching.reopen(campaign, request.user)
            messages.success(request, _("“%(campaign)s” is open again.") % {"campaign": campaign})
        else:
            launching.close(campaign, request.user, outcomes)
            messages.success(
                request,
                _("“%(campaign)s” is closed in every language.") % {"campaign": campaign},
                buttons=[messages.button(reverse("campaign_close", args=[campaign.pk]), _("To open it again"))],
            )
    except LaunchError as refused:
        messages.error(request, _refusal(refused))
    return _back(campaign)


def _for_publisher(request: HttpRequest, pk: int) -> Campaign:
    if not request.user.has_perm("plan.launch_campaign"):
        raise PermissionDenied
    return get_object_or_404(Campaign, pk=pk)


def _back(campaign: Campaign, wave: int | str | None = None) -> HttpResponse:
    address = reverse("campaign_readiness", args=[campaign.pk])
    return redirect(f"{address}?wave={wave}" if wave else address)


urls = [
    path("campaigns/readiness/", overview, name="campaigns_readiness"),
    path("campaigns/<int:pk>/readiness/", readiness, name="campaign_readiness"),
    path("campaigns/<int:pk>/readiness/check/", check, name="campaign_check"),
    path("campaigns/<int:pk>/launch/", act, name="campaign_launch"),
    path("campaigns/<int:pk>/launch/state/", state, name="campaign_launch_state"),
    path("campaigns/<int:pk>/override/<int:wave>/<slug:check>/<slug:language>/", override, name="campaign_override"),
    path("campaigns/<int:pk>/close/", close, name="campaign_close"),
]
