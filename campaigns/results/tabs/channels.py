"""Channels, each as a total of its own: what cannot be added up is not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Max, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.urls import path
from wagtail.admin.auth import require_admin_access

from campaigns.plan.models import Channel
from campaigns.results import definitions
from campaigns.results.counted import CALLS
from campaigns.results.frame import campaign_for, show
from campaigns.results.freshness import freshness
from campaigns.results.landing import own_pages
from campaigns.results.models import MediaFigure
from campaigns.results.periods import Span, choose
from core.indicators import Indicator
from reach import reading
from reach.events import PROTECTED_SURFACES, Dimension, Grade
from reach.models import Attribution

TAB = "results_channels"


@dataclass(frozen=True)
class Row:
    """`entries` and `calls` are None where the channel has no landing page of its own, `cost` where it is not known."""

    channel: Channel
    impressions: int | None
    largest_reach: int | None
    hits: int
    cost: Decimal | None
    is_planned: bool  # the cost, and not charged
    entries: int | None = None
    calls: int | None = None

    @property
    def per_hit(self) -> Decimal | None:
        return _per(self.cost, self.hits)

    @property
    def per_entry(self) -> Decimal | None:
        return _per(self.cost, self.entries)

    @property
    def per_call(self) -> Decimal | None:
        return _per(self.cost, self.calls)


def _per(cost: Decimal | None, number: int | None) -> Decimal | None:
    return cost / number if cost is not None and number else None


def rows(span: Span) -> list[Row]:
    """Seven queries, however many channels and links there are."""
    channels = list(_with_places(span))
    hits = reading.by(Dimension.CHANNEL, span.campaign.pk, [Indicator.LINK_HIT], span.period, wave=span.wave_id)
    own, charged = own_pages(span.campaign), _charged(span)
    keys = [str(pk) for pages in own.values() for pk in pages]
    pages = reading.by(
        Dimension.PAGE, span.campaign.pk, [Indicator.ENTRY, *CALLS], span.period, wave=span.wave_id, keys=keys
    )
    return [_row(span, one, hits.get(str(one.pk), {}), own.get(one.pk), pages, charged[one.pk]) for one in channels]


def _row(span: Span, channel: Channel, hits: dict, own: set[int] | None, pages: dict, charged: dict) -> Row:
    cost = charged.get("cost")
    is_planned = cost is None and _is_of(channel, span)
    return Row(
        channel,
        charged.get("impressions"),
        charged.get("reach"),
        hits.get(Indicator.LINK_HIT, 0),
        channel.cost if is_planned else cost,
        is_planned and channel.cost is not None,
        _sum(pages, own, [Indicator.ENTRY]) if own else None,
        _sum(pages, own, CALLS) if own else None,
    )


def _sum(pages: dict[str, dict[str, int]], own: set[int], kinds: Iterable[str]) -> int:
    """Pages differ, and so do kinds of calls to action: these add up."""
    return sum(pages.get(str(pk), {}).get(kind, 0) for pk in own for kind in kinds)


def _is_of(channel: Channel, span: Span) -> bool:
    """Whether what is planned for the channel is planned for these days: all of its places are in this wave."""
    return span.wave is None or 0 < channel.places == channel.places_of_wave


def _with_places(span: Span):
    in_wave = Count("placements", filter=Q(placements__wave=span.wave_id or 0))
    return span.campaign.channels.annotate(places=Count("placements"), places_of_wave=in_wave)


def _charged(span: Span) -> dict[int, dict]:
    """{channel: its sums of impressions and cost, its largest reach}. Reach is never summed."""
    days = (span.period.first, span.period.last)
    found = MediaFigure.objects.filter(channel__campaign=span.campaign, day__range=days).values("channel")
    sums = found.annotate(impressions=Sum("impressions"), cost=Sum("cost"), reach=Max("reach")).order_by()
    return defaultdict(dict, {one["channel"]: one for one in sums})


def is_attributed(span: Span) -> bool:
    """Whether links of this audience are told apart at all."""
    surface = span.campaign.audience
    if surface in PROTECTED_SURFACES:
        return False
    decision = Attribution.objects.filter(surface=surface).first()
    return decision is None or decision.grade != Grade.OFF


@require_admin_access
def channels(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for(request, pk)
    choice = choose(campaign, request.GET.get("wave", ""))
    if choice.span is None:
        return show(request, "results/not_begun.html", campaign, TAB, {}, choice=choice)
    found = rows(choice.span)
    costs = [one.cost for one in found if one.cost is not None]
    context = {
        "span": choice.span,
        "fresh": freshness(campaign.pk),
        "rows": found,
        "hits": sum(one.hits for one in found),
        "most": max((one.hits for one in found), default=0),
        "cost": sum(costs, Decimal(0)) if costs else None,
        "is_attributed": is_attributed(choice.span),
        "about": definitions,
    }
    glossary = [
        *definitions.of(Indicator.LINK_HIT, Indicator.ENTRY, *CALLS),
        definitions.IMPRESSIONS,
        definitions.REACH,
        definitions.COST,
        definitions.COST_PER_HIT,
        definitions.COST_PER_ENTRY,
    ]
    return show(request, "results/channels.html", campaign, TAB, context, choice=choice, definitions=glossary)


urls = [path("results/<int:pk>/channels/", channels, name=TAB)]
