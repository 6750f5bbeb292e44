"""Partners of a campaign in the admin: who takes part, at which address, what each holds, who could not be told."""

from collections import defaultdict
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.campaign.workspace import campaign_for, show
from campaigns.plan.editions import desk
from campaigns.plan.editions.desk import MAY_DECIDE
from campaigns.plan.editions.map import of as map_of
from campaigns.plan.models import (
    Campaign,
    Edition,
    Partner,
    PartnerMail,
    Partnership,
    PrintedItem,
    RecallMail,
    TrackedLink,
)
from campaigns.plan.partners.imports.views import may_import
from campaigns.plan.relay import addresses, partnerships, recall_mails
from campaigns.plan.relay.sheets import Sheet
from campaigns.plan.sheets.staleness import HOLDERS

TAB = "campaign_partners"
MAY = "plan.change_partnership"


@dataclass(frozen=True)
class Holding:
    """A partner's part as the tab shows it: `items` are what it holds, whether it may still use it or not."""

    partnership: Partnership
    address: str
    link: TrackedLink | None
    items: list[Sheet]
    told: RecallMail | None
    editions: list[Edition]
    mails: list[PartnerMail]

    @property
    def approved(self) -> Edition | None:
        return next((one for one in self.editions if one.is_approved), None)

    @property
    def waiting(self) -> Edition | None:
        return next((one for one in self.editions if not one.is_approved), None)

    @property
    def current(self) -> list[Sheet]:
        return [sheet for sheet in self.items if sheet.is_offered]

    @property
    def recalled(self) -> list[Sheet]:
        return [sheet for sheet in self.items if sheet.item.recalled_at]

    @property
    def stale(self) -> list[Sheet]:
        return [sheet for sheet in self.items if sheet.item.stale_since and not sheet.item.recalled_at]


class AddForm(forms.Form):
    partner = forms.ModelChoiceField(Partner.objects.none(), label=gettext_lazy("Partner"))

    def __init__(self, campaign: Campaign, *args, **kwargs):
        super().__init__(*args, **kwargs)
        taking_part = campaign.partnerships.filter(ended_at=None).values("partner")
        self.fields["partner"].queryset = Partner.objects.exclude(pk__in=taking_part)


@require_admin_access
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """Who takes part; adds a partner on POST."""
    campaign = campaign_for(request, pk)
    may_change = request.user.has_perm(MAY)
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    form = AddForm(campaign, request.POST if request.method == "POST" else None)
    if form.is_valid():
        _add(request, campaign, form.cleaned_data["partner"])
        return redirect(TAB, campaign.pk)
    holdings = _holdings(campaign)
    running = [one for one in holdings if one.partnership.ended_at is None]
    editions = [edition for one in running for edition in one.editions]
    codes = {one.partnership.partner_id: one.link and one.link.pk for one in running}
    context = {
        "running": running,
        "waiting": [edition for edition in editions if not edition.is_approved],
        "map": map_of(campaign, editions, codes, request.user) if editions else None,
        "may_decide": request.user.has_perm(MAY_DECIDE),
        "ended": [one for one in holdings if one.partnership.ended_at],
        "unsent": list(_unsent(campaign)),
        "public_address": addresses.whole(settings.LANGUAGE_CODE, "relay", campaign.slug),
        "form": form,
        "anybody_left": form.fields["partner"].queryset.exists(),
        "may_change": may_change,
        "may_add": request.user.has_perm("plan.add_partner"),
        "may_import": may_change and may_import(request.user),
    }
    if not (may_change and context["may_add"]):
        who = _who_may("add_partner", "change_partnership")
        context |= {"who_may_add": who["add_partner"], "who_may_change": who["change_partnership"]}
    template = "plan/workspace/partners.html"
    return show(request, template, campaign, TAB, context, status=422 if form.errors else 200)


def _who_may(*acts: str) -> dict[str, str]:
    """{permission: the groups of the team that hold it}, as an administrator may have changed them."""
    found = Group.objects.filter(permissions__codename__in=acts).order_by("name")
    held = list(found.values_list("permissions__codename", "name"))
    return {act: ", ".join(name for codename, name in held if codename == act) for act in acts}


def _add(request: HttpRequest, campaign: Campaign, partner: Partner) -> None:
    _partnership, channel = partnerships.begin(campaign, partner, request.user)
    said = _("%(partner)s takes part, with a page and a link of its own.") % {"partner": partner}
    if channel:
        said += " " + _("There was no channel for partners: “%(name)s” was made.") % {"name": channel.name}
    messages.success(request, said)


ACTS = {"renew": partnerships.renew, "end": partnerships.end}


@require_admin_access
def change(request: HttpRequest, pk: int, partnership: int, act: str) -> HttpResponse:
    """Say what becomes of the partner's page; on POST do it."""
    campaign = campaign_for(request, pk)
    if not request.user.has_perm(MAY):
        raise PermissionDenied
    found = get_object_or_404(campaign.partnerships.select_related("partner"), pk=partnership, ended_at=None)
    if act not in ACTS:
        raise Http404
    if request.method == "POST":
        ACTS[act](found)
        said = {
            "renew": _("The page of %(partner)s has a new address: send it to them."),
            "end": _("%(partner)s no longer takes part: its page is closed, and its link stays good."),
        }
        messages.success(request, said[act] % {"partner": found.partner})
        return redirect(TAB, campaign.pk)
    return show(request, "plan/workspace/partner_confirm.html", campaign, TAB, {"partnership": found, "act": act})


@require_admin_access
@require_POST
def send_again(request: HttpRequest, pk: int, mail: int) -> HttpResponse:
    """A mail about a recall that has not gone out."""
    campaign = campaign_for(request, pk)
    if not request.user.has_perm(MAY):
        raise PermissionDenied
    found = get_object_or_404(campaign.recall_mails.select_related("partner"), pk=mail, sent_at=None)
    recall_mails.send.enqueue(found.pk)
    messages.success(request, _("The mail to %(partner)s is being sent again.") % {"partner": found.partner})
    return redirect(TAB, campaign.pk)


def _holdings(campaign: Campaign) -> list[Holding]:
    """In a fixed number of queries."""
    links, items, editions, told = defaultdict(list), defaultdict(list), defaultdict(list), {}
    own = TrackedLink.objects.filter(campaign=campaign, retired_at=None).exclude(partner=None)
    for link in own.select_related("channel"):
        links[link.partner_id].append(link)
    for item in _items(campaign):
        items[item.partner.pk].append(Sheet(item))
    states = [Edition.State.APPROVED, Edition.State.WAITING]
    open_ones = Edition.objects.filter(partnership__campaign=campaign, state__in=states).order_by("asked_at")
    for edition in open_ones.select_related("partnership__partner"):
        editions[edition.partnership_id].append(edition)
    for mail in campaign.recall_mails.exclude(sent_at=None).order_by("sent_at").annotate(number=Count("items")):
        told[mail.partner_id] = mail
    served = addresses.languages_served()
    return [
        Holding(
            partnership,
            addresses.of_partnership(partnership, addresses.in_language(partnership.partner.language, served)),
            partnerships.posted(links[partnership.partner_id]),
            items[partnership.partner_id],
            told.get(partnership.partner_id),
            editions[partnership.pk],
            list(partnership.mails.all()),
        )
        for partnership in campaign.partnerships.select_related("partner__verified_by").prefetch_related("mails")
    ]


def _items(campaign: Campaign):
    """What partners may hold: all but what was replaced by the same words."""
    held = ~Q(link__partner=None) | ~Q(link__placement__partner=None) | ~Q(edition=None)
    counts = Q(replaced_at=None) | ~Q(stale_since=None) | ~Q(recalled_at=None)
    found = PrintedItem.objects.filter(held & counts, campaign=campaign).order_by("format", "language", "pk")
    return found.select_related("link__channel", *HOLDERS)


def _unsent(campaign: Campaign):
    return campaign.recall_mails.filter(sent_at=None).select_related("partner").annotate(number=Count("items"))


urls = [
    *desk.urls,
    path("campaigns/<int:pk>/partners/", index, name="campaign_partners"),
    path("campaigns/<int:pk>/partners/<int:partnership>/<str:act>/", change, name="campaign_partner"),
    path("campaigns/<int:pk>/partners/mails/<int:mail>/", send_again, name="campaign_recall_mail"),
]
