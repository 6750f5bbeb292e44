"""Places and partners: what each short address and code brought."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import require_admin_access

from campaigns.plan.links.views import STALE_IN_PRINT
from campaigns.plan.models import Campaign, Partnership, TrackedLink
from campaigns.results.charts.timelines import timeline
from campaigns.results.figures import definitions
from campaigns.results.figures.counted import Figure
from campaigns.results.figures.freshness import freshness
from campaigns.results.figures.marks import happened
from campaigns.results.figures.periods import Span, choose
from campaigns.results.frame import campaign_for, show
from campaigns.results.tabs.channels import is_attributed
from core.measures.indicators import Indicator
from reach.events import Dimension
from reach.figures import reading

TAB = "results_places"
PER_PAGE = 50
# {name in the address: (heading, fields in the database; none for what is counted)}
ORDERS = {
    "hits": (_("Most opened first"), ()),
    "fewest": (_("Least opened first"), ()),
    "channel": (_("Channel"), ("channel__name", "placement__name")),
    "place": (_("Placement"), ("placement__name", "channel__name")),
    "partner": (_("Partner"), ("partner__name", "placement__partner__name")),
    "newest": (_("Newest first"), ("-created_at",)),
}


@dataclass(frozen=True)
class PartnerRow:
    name: str
    links: int
    hits: int
    has_ended: bool


def hits_of(span: Span) -> dict[int, int]:
    """{link: how often it was opened}, in one query."""
    found = reading.by(Dimension.LINK, span.campaign.pk, [Indicator.LINK_HIT], span.period, wave=span.wave_id)
    return {int(key): kinds[Indicator.LINK_HIT] for key, kinds in found.items() if key.isdecimal()}


def links_in_order(campaign: Campaign, order: str, hits: dict[int, int], number: str | None) -> Page:
    """A page of links; by what is counted, they are put in order here, since counts know nothing of links."""
    links = TrackedLink.objects.filter(campaign=campaign)
    fields = ORDERS[order][1]
    if fields:
        page = Paginator(_complete(links).order_by(*fields, "code"), PER_PAGE).get_page(number)
        page.object_list = list(page.object_list)
        return page
    sign = 1 if order == "fewest" else -1
    pks = sorted(links.order_by("code").values_list("pk", flat=True), key=lambda pk: sign * hits.get(pk, 0))
    page = Paginator(pks, PER_PAGE).get_page(number)
    shown = _complete(links).in_bulk(page.object_list)
    page.object_list = [shown[pk] for pk in page.object_list]
    return page


def _complete(links):
    return links.select_related("channel", "placement__wave", "placement__partner", "partner").annotate(
        is_stale_in_print=Exists(STALE_IN_PRINT)
    )


def partners(campaign: Campaign, hits: dict[int, int]) -> list[PartnerRow]:
    """Each partner with the links made for it, and those of the places whose sheets it holds; two queries."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    links = TrackedLink.objects.filter(campaign=campaign)
    for pk, own, holder in links.values_list("pk", "partner__name", "placement__partner__name"):
        if own or holder:
            counts[own or holder][0] += 1
            counts[own or holder][1] += hits.get(pk, 0)
    ended = {}
    for name, ended_at in Partnership.objects.filter(campaign=campaign).values_list("partner__name", "ended_at"):
        counts[name]  # one without a link is shown too
        ended[name] = ended_at is not None
    found = [PartnerRow(name, *numbers, ended.get(name, False)) for name, numbers in counts.items()]
    return sorted(found, key=lambda one: (-one.hits, one.name))


@require_admin_access
def places(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for(request, pk)
    choice = choose(campaign, request.GET.get("wave", ""))
    if choice.span is None:
        return show(request, "results/not_begun.html", campaign, TAB, {}, choice=choice)
    order = request.GET.get("order", "")
    order = order if order in ORDERS else "hits"
    hits = hits_of(choice.span)
    page = links_in_order(campaign, order, hits, request.GET.get("p"))
    context = {
        "span": choice.span,
        "fresh": freshness(campaign.pk),
        "page": page,
        "rows": [(link, hits.get(link.pk, 0)) for link in page.object_list],
        "most": max(hits.values(), default=0),
        "orders": [(name, heading, name == order) for name, (heading, _fields) in ORDERS.items()],
        "order": order,
        "partners": partners(campaign, hits),
        "is_attributed": is_attributed(choice.span),
        "about": definitions,
    }
    glossary = definitions.of(Indicator.LINK_HIT)
    return show(request, "results/places.html", campaign, TAB, context, choice=choice, definitions=glossary)


@require_admin_access
def place_days(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """One short address or code, day by day."""
    campaign = campaign_for(request, pk)
    opened = get_object_or_404(_complete(TrackedLink.objects.filter(campaign=campaign)), pk=link)
    choice = choose(campaign, request.GET.get("wave", ""))
    span = choice.span
    if span is None:
        return show(request, "results/not_begun.html", campaign, TAB, {}, choice=choice)
    kind, fresh = Indicator.LINK_HIT, freshness(campaign.pk)
    hits = reading.course(Dimension.LINK, pk, str(link), [kind], span.period, wave=span.wave_id).get(kind, {})
    marks = happened(campaign, choice.waves, span.period)
    context = {
        "link": opened,
        "fresh": fresh,
        "figure": Figure(definitions.OF[kind], sum(hits.values())),
        "course": timeline("course", definitions.OF[kind].name, hits, span.period, fresh.day, marks),
        "is_attributed": is_attributed(span),
    }
    return show(
        request,
        "results/place.html",
        campaign,
        TAB,
        context,
        choice=choice,
        definitions=definitions.of(kind),
    )


urls = [
    path("results/<int:pk>/places/", places, name=TAB),
    path("results/<int:pk>/places/<int:link>/", place_days, name="results_place"),
]
