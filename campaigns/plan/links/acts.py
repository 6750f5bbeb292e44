"""Making, changing, retiring and putting back links in the admin, each for those who may."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.campaign.workspace import campaign_for, show
from campaigns.plan.links import leads, missing
from campaigns.plan.links.forms import DestinationForm, LinkForm, PartnersChannelForm
from campaigns.plan.links.missing import Missing
from campaigns.plan.models import Campaign, TrackedLink

ADD, CHANGE = "plan.add_trackedlink", "plan.change_trackedlink"
TAB = "campaign_links"


def campaign_to(request: HttpRequest, pk: int, permission: str) -> Campaign:
    """The campaign, for those who see it and may do this with its links; raises PermissionDenied or Http404."""
    campaign = campaign_for(request, pk)
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return campaign


@require_admin_access
def add(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_to(request, pk, ADD)
    form = LinkForm(request.POST or None, campaign=campaign, user=request.user)
    if request.method == "POST" and _saved(form):
        link = form.instance
        messages.success(request, _("The link %(address)s was made.") % {"address": link.letters})
        return redirect(TAB, pk)
    context = {"form": form, "offered": form.offered(), "title": _("A new link"), "button": _("Make the link")}
    return _show_form(request, campaign, context)


@require_admin_access
def change(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """Lead a code elsewhere: what is printed stays as it is."""
    campaign = campaign_to(request, pk, CHANGE)
    found = _link(campaign, link)
    address = found.letters
    form = DestinationForm(request.POST or None, instance=found)
    if request.method == "POST" and _saved(form):
        messages.success(request, _("%(address)s leads elsewhere from now on.") % {"address": address})
        return redirect(TAB, pk)
    title = _("Where %(address)s leads") % {"address": address}
    return _show_form(request, campaign, {"form": form, "title": title, "button": _("Save")})


@require_admin_access
def retire(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """Ask first: what is printed cannot be called back."""
    campaign = campaign_to(request, pk, CHANGE)
    found = _link(campaign, link)
    if request.method != "POST":
        context = {"link": found, "where": leads.words(campaign, [found])[found.pk]}
        return show(request, "plan/workspace/links/retire.html", campaign, TAB, context)
    if found.retired_at is None:
        found.retired_at = timezone.now()
        found.save(update_fields=["retired_at"])
    messages.success(request, _("%(address)s is retired. It can be put back.") % {"address": found.letters})
    return redirect(TAB, pk)


@require_admin_access
@require_POST
def restore(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """Put a retired link back, where no other has taken its place."""
    campaign = campaign_to(request, pk, CHANGE)
    found = _link(campaign, link)
    found.retired_at = None
    try:
        with transaction.atomic():
            found.save(update_fields=["retired_at"])
    except IntegrityError:
        said = _("%(address)s was not put back: another link is in its place. Retire that one first.")
        messages.error(request, said % {"address": found.letters})
    else:
        messages.success(request, _("%(address)s is in use again.") % {"address": found.letters})
    return redirect(TAB, pk)


@require_admin_access
@require_POST
def make_missing(request: HttpRequest, pk: int) -> HttpResponse:
    """All links that are missing; asks for the channel of partners' links where it is not plain."""
    campaign = campaign_to(request, pk, ADD)
    found = missing.of(campaign)
    channel = missing.channel_of_partners(campaign)
    if found.partners and channel is None and campaign.channels.exists():
        form = PartnersChannelForm(campaign, *([request.POST] if "channel" in request.POST else []))
        if not form.is_valid():
            context = {"form": form, "missing": found}
            return show(request, "plan/workspace/links/missing.html", campaign, TAB, context)
        channel = form.cleaned_data["channel"]
    try:
        _tell(request, missing.make(campaign, request.user, channel))
    except IntegrityError:
        messages.error(request, _("Somebody else made links at the same moment, so none was made: try again."))
    return redirect(TAB, pk)


def _tell(request: HttpRequest, made: Missing) -> None:
    counts = [
        (ngettext("%(count)d channel", "%(count)d channels", len(made.channels)), len(made.channels)),
        (ngettext("%(count)d placement", "%(count)d placements", len(made.placements)), len(made.placements)),
        (ngettext("%(count)d partner", "%(count)d partners", len(made.partners)), len(made.partners)),
    ]
    if made:
        said = ", ".join(text % {"count": count} for text, count in counts if count)
        messages.success(request, _("Links were made for: %(places)s.") % {"places": said})
    else:
        messages.info(request, _("Nothing is missing: each channel, placement and partner has had its link."))


def _saved(form: forms.ModelForm) -> bool:
    """Whether a form was valid and is written; what somebody else took in between is an error of the form."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError:
        form.add_error(None, _("Somebody else has just taken this code or this place: look at the list again."))
        return False
    return True


def _link(campaign: Campaign, pk: int) -> TrackedLink:
    return get_object_or_404(campaign.links.select_related("channel", "placement", "partner", "page"), pk=pk)


def _show_form(request: HttpRequest, campaign: Campaign, context: dict) -> HttpResponse:
    status = 422 if context["form"].errors else 200
    return show(request, "plan/workspace/links/form.html", campaign, TAB, context, status)


urls = [
    path("campaigns/<int:pk>/links/add/", add, name="link_add"),
    path("campaigns/<int:pk>/links/missing/", make_missing, name="links_missing"),
    path("campaigns/<int:pk>/links/<int:link>/", change, name="link_change"),
    path("campaigns/<int:pk>/links/<int:link>/retire/", retire, name="link_retire"),
    path("campaigns/<int:pk>/links/<int:link>/restore/", restore, name="link_restore"),
]
