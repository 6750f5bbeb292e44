"""Whether the results of a campaign are public: decided in the admin, with a look at what would be."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import log

from campaigns.plan.models import Campaign
from campaigns.results.frame import campaign_for, show
from campaigns.results.models import PublicResults
from campaigns.results.public import sharing, views
from campaigns.results.public.report import Report
from campaigns.results.public.telling import due, sealed_before, tell
from core.publication.confirmation import is_confirmed
from core.words.languages import Language, language

TAB = "results_public"
MAY = "results.change_publicresults"


@require_admin_access
def public(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for(request, pk)
    if request.method == "POST":
        return _turn(request, campaign, is_on=request.POST.get("act") == "on")
    return page(request, campaign, sharing.ShareForm() if campaign.has_started else None)


def page(request: HttpRequest, campaign: Campaign, form: sharing.ShareForm | None) -> HttpResponse:
    """`form` is that of an address for one reader, with what was typed where it was refused."""
    periods, parts = due(campaign)
    context = {
        "state": PublicResults.objects.filter(campaign=campaign).select_related("changed_by").first(),
        "may_change": request.user.has_perm(MAY),
        "sealed_before": sealed_before(),
        "blocks": Report(campaign, (periods, parts)).blocks,
        "due": len(periods),
        "shared": sharing.listed(campaign),
        "share_form": form,
    }
    status = 422 if form and form.errors else 200
    return show(request, "results/public/switch.html", campaign, TAB, context, status=status)


def _turn(request: HttpRequest, campaign: Campaign, *, is_on: bool) -> HttpResponse:
    if not request.user.has_perm(MAY):
        raise PermissionDenied
    if is_on and not campaign.has_started:
        messages.error(request, _("The campaign is not launched: there is nothing yet that could be public."))
    elif is_on and not is_confirmed(request):
        return _ask(request, campaign)
    else:
        turn(campaign, request.user, is_on=is_on)
        said = _("The results are public now.") if is_on else _("The results are not public any more.")
        messages.success(request, said)
    return redirect(TAB, campaign.pk)


def _ask(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """What becomes public, and where."""
    context = {"addresses": public_addresses(request, campaign), "due": len(due(campaign)[0])}
    return show(request, "results/public/switch_confirm.html", campaign, TAB, context)


def public_addresses(request: HttpRequest, campaign: Campaign) -> list[Language]:
    """Each page of its results, with its whole address."""
    base = settings.BASE_URL.rstrip("/")
    return [language(code, base + url) for code, url in views.addresses(request, campaign.slug).items()]


def turn(campaign: Campaign, user, *, is_on: bool) -> None:
    """Record who decided it and when; what is due is told at once."""
    with transaction.atomic():
        changed = {"is_on": is_on, "changed_at": timezone.now(), "changed_by": user}
        PublicResults.objects.update_or_create(campaign=campaign, defaults=changed)
        log(campaign, "results.publish" if is_on else "results.withdraw", user=user)
        if is_on:
            tell(campaign)


@require_safe
@require_admin_access
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The page as it would be; nothing is told by looking at it."""
    campaign = campaign_for(request, pk)
    context = views.context(Report(campaign, due(campaign))) | {"is_preview": True}
    return render(request, "results/public/page.html", context)


urls = [
    path("results/<int:pk>/public/", public, name=TAB),
    path("results/<int:pk>/public/preview/", preview, name="results_public_preview"),
]
