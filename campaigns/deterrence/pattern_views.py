"""Landing pages in the admin: the tab of a campaign, a new page from the pattern, the same page for another channel."""

from collections import defaultdict
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.models import Page

from campaigns.deterrence import patterns
from campaigns.deterrence.models import LandingPage
from campaigns.deterrence.pattern_forms import AUDIENCES, PatternForm, SameForm
from campaigns.plan.campaign.forms import named
from campaigns.plan.campaign.workspace import campaign_for, led_to, show
from campaigns.plan.links.acts import ADD, CHANGE
from campaigns.plan.links.leading import lead_to
from campaigns.plan.models import Campaign, Channel
from campaigns.results.figures.landing import own_pages

TAB = "campaign_landing_pages"


@require_admin_access
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """Each channel with its landing pages, in as many queries for one as for many."""
    campaign = campaign_for(request, pk)
    own = own_pages(campaign)
    rows = [
        (channel, [(page, others, page.pk in own.get(channel.pk, ())) for page, others in pages])
        for channel, pages in pages_of_channels(campaign)
    ]
    led_to(request, [one for _channel, pages in rows for page, others, _own in pages for one in (page, *others)])
    context = {"rows": rows, "is_for_landing": campaign.audience in AUDIENCES}
    return show(request, "deterrence/pattern/index.html", campaign, TAB, context)


def pages_of_channels(campaign: Campaign) -> list[tuple[Channel, list[tuple[LandingPage, list[LandingPage]]]]]:
    """[(channel, [(page, its versions in other languages)])], a page in the site's first language where it is in that."""
    versions: dict[int, dict[UUID, list[LandingPage]]] = defaultdict(lambda: defaultdict(list))
    found = LandingPage.objects.filter(channel__campaign=campaign, alias_of=None).select_related("locale")
    for page in sorted(found, key=lambda page: (page.locale.language_code != settings.LANGUAGE_CODE, page.pk)):
        versions[page.channel_id][page.translation_key].append(page)
    return [
        (channel, [(first, others) for first, *others in versions[channel.pk].values()])
        for channel in campaign.channels.all()
    ]


@require_admin_access
def new(request: HttpRequest) -> HttpResponse:
    """Choose, and be led to the draft."""
    channel = named(request, Channel)
    campaign = channel.campaign if channel else named(request, Campaign)
    initial = {"channel": channel, "parent": request.GET.get("parent", "")}
    form = PatternForm(request.user, campaign, request.POST or None, initial)
    if not form.parents:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        page = patterns.draft(chosen["frame"], chosen["channel"], chosen["parent"], form.facts)
        add(request, page, chosen["parent"], chosen["leads"])
        return redirect("wagtailadmin_pages:edit", page.pk)
    return _ask(request, "new", form, _("New landing page from a pattern"))


@require_admin_access
def same(request: HttpRequest, pk: int) -> HttpResponse:
    page = get_object_or_404(LandingPage.objects.select_related("channel__campaign"), pk=pk)
    parent = page.get_parent()
    if not parent.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    form = SameForm(page, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = patterns.same_for(page, form.cleaned_data["channel"])
        add(request, made, parent, form.cleaned_data["leads"])
        return redirect("wagtailadmin_pages:edit", made.pk)
    return _ask(request, "same", form, _("The same for another channel"), page=page)


def _ask(request: HttpRequest, template: str, form: Form, title: str, **context) -> HttpResponse:
    status = 422 if form.errors else 200
    context |= {"form": form, "title": title}
    return render(request, f"deterrence/pattern/{template}.html", context, status=status)


@transaction.atomic
def add(request: HttpRequest, page: LandingPage, parent: Page, leads: bool) -> None:
    """Keep the draft under its parent, lead the links of its channel there if that is wanted, and say what is left to do."""
    page.owner = request.user
    parent.add_child(instance=page)
    page.save_revision(user=request.user, log_action=True, clean=False)
    messages.success(request, _("The page is a draft: change its statement, then submit it."))
    if leads and request.user.has_perms([ADD, CHANGE]):
        link = lead_to(page.channel, page, request.user)
        messages.success(request, _("%(address)s leads to it once it is live.") % {"address": link.letters})
    if not page.penalty:
        fact = reverse("wagtailsnippets_facts_fact:add")
        said = _("The penalty is empty, and the page cannot go live without it: add a fact, then place it here.")
        messages.warning(request, said, buttons=[messages.button(fact, _("Add a fact"))])


urls = [
    path("campaigns/<int:pk>/landing-pages/", index, name=TAB),
    path("landing-pages/new/", new, name="landing_page_new"),
    path("landing-pages/<int:pk>/same/", same, name="landing_page_same"),
]
