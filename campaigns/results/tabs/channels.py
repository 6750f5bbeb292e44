"""Channels, each as a total of its own: what cannot be added up is not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Max, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.urls import path
from wagtail.admin.auth import require_admin_access

from campaigns.plan.models import Channel
from campaigns.results.figures import definitions
from campaigns.results.figures.counted import CALLS
from campaigns.results.figures.freshness import freshness
from campaigns.results.figures.landing import own_pages
from campaigns.results.figures.periods import Span, choose
from campaigns.results.frame import campaign_for, show
from campaigns.results.models import MediaFigure
from core.measures.indicators import Indicator
from reach.events import PROTECTED_SURFACES, Dimension, Grade
from reach.figures import reading
from reach.figures.reading import Period
from reach.models import Attribution

TAB = "results_channels"
ACTS = [Indicator.ENTRY, *CALLS]
Counts = tuple[dict, dict]  # by channel and by page


@dataclass(frozen=True)
class Charged:
    """What was imported of a channel: sums, the largest reach of a line, and the days whose cost is known."""

    impressions: int | None = None
    reach: int | None = None
    cost: Decimal | None = None
    days: frozenset[date] = frozenset()


@dataclass(frozen=True)
class SameDays:
    """The days of which the cost is known, and what was counted on them: a rate is of these alone."""

    days: frozenset[date]
    hits: int
    entries: int
    calls: int

    @property
    def first(self) -> date:
        return min(self.days)

    @property
    def last(self) -> date:
        return max(self.days)

    @property
    def number(self) -> int:
        return len(self.days)


@dataclass(frozen=True)
class Row:
    """`entries` and `calls` are None where the channel has no landing page of its own, `cost` where it is not known.

    `rated` is None where cost and counts are not of the same days: what is planned is of days to come, too.
    """

    channel: Channel
    impressions: int | None
    largest_reach: int | None
    hits: int
    cost: Decimal | None
    is_planned: bool  # the cost, and not charged
    entries: int | None = None
    calls: int | None = None
    rated: SameDays | None = None

    @property
    def per_hit(self) -> Decimal | None:
        return self._per(self.rated and self.rated.hits)

    @property
    def per_entry(self) -> Decimal | None:
        return None if self.entries is None else self._per(self.rated and self.rated.entries)

    @property
    def per_call(self) -> Decimal | None:
        return None if self.calls is None else self._per(self.rated and self.rated.calls)

    def _per(self, number: int | None) -> Decimal | None:
        return self.cost / number if self.cost is not None and number else None


def rows(span: Span) -> list[Row]:
    """Nine queries at most, however many channels and links there are."""
    channels = list(_with_places(span))
    own, charged = own_pages(span.campaign), _charged(span)
    pages = [str(pk) for pks in own.values() for pk in pks]
    about = {"wave": span.wave_id}
    hits = reading.by(Dimension.CHANNEL, span.campaign.pk, [Indicator.LINK_HIT], span.period, **about)
    acts = reading.by(Dimension.PAGE, span.campaign.pk, ACTS, span.period, keys=pages, **about)
    # Of imported costs, what was counted on their days alone.
    days = {str(pk): one.days for pk, one in charged.items()}
    days_of_pages = {str(page): charged[pk].days for pk, of_it in own.items() for page in of_it}
    hits_then = reading.on_days(Dimension.CHANNEL, span.campaign.pk, [Indicator.LINK_HIT], days, **about)
    acts_then = reading.on_days(Dimension.PAGE, span.campaign.pk, ACTS, days_of_pages, **about)
    return [_row(span, one, own.get(one.pk), charged[one.pk], (hits, acts), (hits_then, acts_then)) for one in channels]


def _row(span: Span, channel: Channel, own: set[int] | None, charged: Charged, counted: Counts, then: Counts) -> Row:
    is_planned = charged.cost is None and _is_of(channel, span)
    hits, entries, calls = _counts(channel, own, *counted)
    rated = None
    if charged.days:
        rated = SameDays(charged.days, *_counts(channel, own, *then))
    elif is_planned and not span.is_running:
        rated = SameDays(_days(span.period), hits, entries, calls)
    return Row(
        channel,
        charged.impressions,
        charged.reach,
        hits,
        channel.cost if is_planned else charged.cost,
        is_planned and channel.cost is not None,
        entries if own else None,
        calls if own else None,
        rated,
    )


def _counts(channel: Channel, own: set[int] | None, hits: dict, acts: dict) -> tuple[int, int, int]:
    """Links opened, visits and calls to action; of the last two none where it has no page of its own."""
    found = hits.get(str(channel.pk), {}).get(Indicator.LINK_HIT, 0)
    return found, _sum(acts, own or set(), [Indicator.ENTRY]), _sum(acts, own or set(), CALLS)


def _days(period: Period) -> frozenset[date]:
    return frozenset(period.first + timedelta(days=number) for number in range(period.days))


def _sum(pages: dict[str, dict[str, int]], own: set[int], kinds: Iterable[str]) -> int:
    """Pages differ, and so do kinds of calls to action: these add up."""
    return sum(pages.get(str(pk), {}).get(kind, 0) for pk in own for kind in kinds)


def _is_of(channel: Channel, span: Span) -> bool:
    """Whether what is planned for the channel is planned for these days: all of its places are in this wave."""
    return span.wave is None or 0 < channel.places == channel.places_of_wave


def _with_places(span: Span):
    in_wave = Count("placements", filter=Q(placements__wave=span.wave_id or 0))
    return span.campaign.channels.annotate(places=Count("placements"), places_of_wave=in_wave)


def _charged(span: Span) -> dict[int, Charged]:
    """{channel: what was imported}. Reach is never summed."""
    days = (span.period.first, span.period.last)
    found = MediaFigure.objects.filter(channel__campaign=span.campaign, day__range=days).values("channel", "day")
    lines: dict[int, list[dict]] = defaultdict(list)
    for one in found.annotate(impressions=Sum("impressions"), cost=Sum("cost"), reach=Max("reach")).order_by():
        lines[one["channel"]].append(one)
    return defaultdict(Charged, {channel: _together(of_it) for channel, of_it in lines.items()})


def _together(lines: list[dict]) -> Charged:
    def known(name: str) -> list:
        return [line[name] for line in lines if line[name] is not None]

    impressions, costs, reach = known("impressions"), known("cost"), known("reach")
    return Charged(
        sum(impressions) if impressions else None,
        max(reach, default=None),
        sum(costs, Decimal(0)) if costs else None,
        frozenset(line["day"] for line in lines if line["cost"] is not None),
    )


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
        "is_protected": campaign.audience in PROTECTED_SURFACES,
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
