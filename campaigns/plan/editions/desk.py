"""Editions in the admin: what waits, its logo and how it would look, and the decision; whether a partner's address is verified."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import log

from campaigns.plan.campaign.workspace import campaign_for, show
from campaigns.plan.editions import acts, mails, previews, verification
from campaigns.plan.editions.place import near
from campaigns.plan.models import Edition
from campaigns.plan.models.editions import carries_own_code
from campaigns.plan.sheets import edition_runs
from campaigns.plan.sheets.words import LivePages
from press.content import PressError

TAB = "campaign_partners"
# As a launch and a recall: what carries the State's word under another's name is the publishers' to answer for.
MAY_DECIDE = "plan.launch_campaign"
MAY_CHANGE = "plan.change_partnership"


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason, as the partner reads it"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )


@require_admin_access
def edition(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """All that a decision needs; on POST, the decision."""
    try:
        campaign, found = _found(request, pk, number)
    except Http404:  # a campaign that is not there is none on its tab either
        messages.warning(request, _("This request is gone: the partner has sent another, or took it back."))
        return redirect(TAB, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not request.user.has_perm(MAY_DECIDE):
            raise PermissionDenied
        act = ACTS.get(request.POST.get("act", ""))
        if act is None or not form.is_valid():
            raise Http404
        try:
            messages.success(request, act(found, request.user, form.cleaned_data["reason"]))
            return redirect(TAB, campaign.pk)
        except PressError as error:
            form.add_error("reason", error.message)
            found.refresh_from_db()
    context = {
        "edition": found,
        "former": found.partnership.editions.filter(state=Edition.State.APPROVED).exclude(pk=found.pk).first(),
        "form": form,
        "previews": previews.shown() if found.logo else [],
        "near": near(found.departement, get_language(), campaign.audience),
        "is_counted": carries_own_code(campaign.audience),
        "has_pages": bool(LivePages(campaign).by_language),
        "may_decide": request.user.has_perm(MAY_DECIDE),
        "may_change": request.user.has_perm(MAY_CHANGE) and not found.partnership.ended_at,
    }
    status = 422 if form.errors else 200
    return show(request, "plan/workspace/edition.html", campaign, TAB, context, status)


def _found(request: HttpRequest, pk: int, number: int):
    campaign = campaign_for(request, pk)
    joined = Edition.objects.select_related("partnership__partner", "partnership__campaign", "decided_by")
    return campaign, get_object_or_404(joined, pk=number, partnership__campaign=campaign)


def _approve(found: Edition, user, _reason: str) -> str:
    said = {"partner": found.partnership.partner}
    if acts.approve(found, user):
        return _("The edition of %(partner)s is approved. Its files are being made, and the partner is told.") % said
    return (
        _("The edition of %(partner)s is approved. Its files cannot be made yet: there is no live page, or no code.")
        % said
    )


def _refuse(found: Edition, user, reason: str) -> str:
    acts.refuse(found, user, reason)
    return _("The edition of %(partner)s is refused, its logo deleted, and the partner is told.") % {
        "partner": found.partnership.partner
    }


def _withdraw(found: Edition, user, reason: str) -> str:
    number = len(acts.withdraw(found, user, reason))
    text = ngettext(
        "The edition of %(partner)s is withdrawn: %(number)s sheet is recalled, and its logo deleted.",
        "The edition of %(partner)s is withdrawn: %(number)s sheets are recalled, and its logo deleted.",
        number,
    )
    return text % {"partner": found.partnership.partner, "number": number}


def _make_again(found: Edition, user, _reason: str) -> str:
    if found.is_approved and edition_runs.begin(found, user):
        return _("The files of %(partner)s are being made again.") % {"partner": found.partnership.partner}
    raise acts.EditionError(_("Nothing can be made: there is no live page or no code, or the files are being made."))


ACTS: dict[str, Callable[[Edition, object, str], str]] = {
    "approve": _approve,
    "refuse": _refuse,
    "withdraw": _withdraw,
    "make": _make_again,
}


@require_admin_access
@require_safe
def logo(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    _campaign, found = _found(request, pk, number)
    try:
        with found.logo.open() as file:
            return _kept_nowhere(file.read())
    except (FileNotFoundError, ValueError):
        raise Http404 from None


@require_admin_access
@require_safe
def picture(request: HttpRequest, pk: int, number: int, key: str) -> HttpResponse:
    campaign, found = _found(request, pk, number)
    live = LivePages(campaign).by_language
    if key not in previews.SHOWN or not found.logo or not live:
        raise Http404
    wanted = found.partnership.partner.language  # as the partner sees it, whatever the publisher speaks
    spoken = wanted if wanted in live else next(iter(live))
    try:
        return _kept_nowhere(previews.picture(found, key, spoken))
    except PressError:
        raise Http404 from None


def _kept_nowhere(png: bytes) -> HttpResponse:
    response = HttpResponse(png, content_type="image/png")
    response["Cache-Control"] = "private, no-store"
    return response


@require_admin_access
@require_POST
def verify(request: HttpRequest, pk: int, partnership: int, how: str) -> HttpResponse:
    """Mail the link that verifies the partner's address, or note that somebody asked by telephone."""
    campaign = campaign_for(request, pk)
    if not request.user.has_perm(MAY_CHANGE):
        raise PermissionDenied
    found = get_object_or_404(campaign.partnerships.select_related("partner"), pk=partnership, ended_at=None)
    partner = found.partner
    said = {"partner": partner, "address": partner.email}
    if how == "mail":
        mails.send_verification.enqueue(found.pk)
        messages.success(request, _("A mail to %(address)s asks %(partner)s to confirm it, within a week.") % said)
    elif how == "telephone":
        verification.verify(partner, request.user)
        log(partner, "plan.verify_partner", user=request.user, data={"address": partner.email})
        messages.success(request, _("You have noted that %(address)s is the address of %(partner)s.") % said)
    else:
        raise Http404
    asked_from = request.POST.get("edition", "")
    if asked_from.isdecimal() and found.editions.filter(pk=asked_from).exists():
        return redirect("campaign_edition", campaign.pk, asked_from)
    return redirect(TAB, campaign.pk)


urls = [
    path("campaigns/<int:pk>/editions/<int:number>/", edition, name="campaign_edition"),
    path("campaigns/<int:pk>/editions/<int:number>/logo.png", logo, name="campaign_edition_logo"),
    path("campaigns/<int:pk>/editions/<int:number>/<slug:key>.png", picture, name="campaign_edition_picture"),
    path("campaigns/<int:pk>/partners/<int:partnership>/address/<slug:how>/", verify, name="campaign_partner_address"),
]
