"""Planned and found: the plan of what is to be known, its seal and its versions, and what was found of it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.models import Campaign
from campaigns.results.frame import campaign_for, show
from campaigns.results.models import Protocol
from campaigns.results.models.protocols import SealedError, digest_of
from campaigns.results.protocol import sealing
from campaigns.results.protocol.beside import Found, beside, planned
from campaigns.results.protocol.content import outcomes_of
from campaigns.results.protocol.forms import PlanForms
from core.publication.confirmation import is_confirmed

TAB = "results_protocol"
MAY_WRITE = "plan.change_campaign"


@require_admin_access
@require_safe
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest sealed plan beside what was found; before there is one, what it is for."""
    campaign = campaign_for(request, pk)
    versions = list(campaign.protocols.all())
    sealed = [one for one in versions if one.is_sealed]
    context = {
        "versions": [(one, sealing.told(one)) for one in sealed],
        "draft": next((one for one in versions if not one.is_sealed), None),
        "may_write": request.user.has_perm(MAY_WRITE),
        "began_at": sealing.began_at(campaign),
    }
    if sealed:
        found = Found(campaign)
        context["lines"] = beside(found, sealed)
        context["unplanned"] = found.not_among(planned(sealed))
        context["newest"] = sealed[0].version
    return show(request, "results/protocol/index.html", campaign, TAB, context)


@require_admin_access
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft; after a sealed version the draft of the next one, which begins with its words."""
    campaign = campaign_for(request, pk, MAY_WRITE)
    last = campaign.protocols.sealed().first()
    draft = campaign.protocols.filter(sealed_at=None).first() or Protocol(
        campaign=campaign, version=last.version + 1 if last else 1
    )
    content = draft.content or ({**last.content, "reason": ""} if last else {})
    forms = PlanForms(campaign, content, request.POST or None, is_amended=last is not None)
    if request.method == "POST" and forms.is_valid():
        draft.content, draft.author, draft.changed_at = forms.content(), request.user, timezone.now()
        draft.save()
        messages.success(request, _("The plan is saved as a draft. It counts once it is sealed."))
        return redirect(TAB, pk)
    status = 422 if request.method == "POST" else 200
    context = {"plan": forms.plan, "outcomes": forms.outcomes, "draft": draft}
    return show(request, "results/protocol/write.html", campaign, TAB, context, status=status)


@require_admin_access
@require_POST
def seal(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first; then seals what was read."""
    campaign = campaign_for(request, pk, MAY_WRITE)
    draft = campaign.protocols.filter(sealed_at=None).first()
    if draft and not is_confirmed(request):
        context = {"draft": draft, "seen": digest_of(draft.content), "began_at": sealing.began_at(campaign)}
        return show(request, "results/protocol/seal.html", campaign, TAB, context | _words(draft))
    try:
        done = sealing.seal(campaign, request.user, request.POST.get("seen", ""))
    except SealedError:
        messages.error(request, _("There is no draft any more: somebody sealed or removed it."))
    except sealing.ChangedError:
        messages.error(request, _("Somebody saved the draft meanwhile: read it again before you seal it."))
    else:
        messages.success(request, sealing.told(done))
    return redirect(TAB, pk)


@require_admin_access
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft; what is sealed stays."""
    campaign = campaign_for(request, pk, MAY_WRITE)
    campaign.protocols.filter(sealed_at=None).delete()
    messages.success(request, _("The draft is removed."))
    return redirect(TAB, pk)


@require_admin_access
@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version as it was sealed, to be read, printed and checked."""
    campaign = campaign_for(request, pk)
    one = _sealed(campaign, number)
    context = {"protocol": one, "told": sealing.told(one)} | _words(one)
    return show(request, "results/protocol/version.html", campaign, TAB, context)


@require_admin_access
@require_safe
def as_json(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    campaign = campaign_for(request, pk)
    name = f"{campaign.slug}-plan-{number}.json"
    return JsonResponse(
        sealing.as_json(_sealed(campaign, number)),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _sealed(campaign: Campaign, number: int) -> Protocol:
    return get_object_or_404(campaign.protocols.sealed(), version=number)


def _words(one: Protocol) -> dict:
    return {"content": one.content, "outcomes": outcomes_of(one.content)}


urls = [
    path("results/<int:pk>/planned/", index, name=TAB),
    path("results/<int:pk>/planned/write/", write, name="results_protocol_write"),
    path("results/<int:pk>/planned/seal/", seal, name="results_protocol_seal"),
    path("results/<int:pk>/planned/remove/", remove, name="results_protocol_remove"),
    path("results/<int:pk>/planned/<int:number>/", version, name="results_protocol_version"),
    path("results/<int:pk>/planned/<int:number>/plan.json", as_json, name="results_protocol_json"),
]
