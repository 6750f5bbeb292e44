"""A row for each campaign and each of its waves: counts, money, and what a visit cost on the days whose cost is known."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils import timezone

from campaigns.plan.models import Campaign, Channel, Frame, Wave
from campaigns.results.figures.counted import CALLS
from campaigns.results.figures.periods import Span, of_wave, whole
from campaigns.results.models import MediaFigure
from campaigns.results.side_by_side.asked import Asked
from core.measures.indicators import Indicator
from reach.events import Dimension
from reach.models import Total
from reach.retention import kept_from

ACTS = (*CALLS, Indicator.STAGE_INFO)
SHOWN = (Indicator.VIEW, Indicator.ENTRY, Indicator.LINK_HIT, *ACTS)
Money = Decimal | None
Days = Mapping[date, int]
Key = tuple[int, int]  # campaign, wave


class Costs:
    """`rated` are the visits on the days whose cost is known, `charged` what was charged on those days."""

    rated: int | None
    charged: Money

    @property
    def per_entry(self) -> Money:
        return self.charged / self.rated if self.charged is not None and self.rated else None


@dataclass(frozen=True)
class Row(Costs):
    """`views`, `entries` and `acts` are None where a kind of channel is asked for, which they are not told by."""

    campaign: Campaign
    wave: Wave | None
    span: Span
    views: int | None
    entries: int | None
    links: int | None
    acts: int | None
    planned: Money
    spent: Money
    rated: int | None = None
    charged: Money = None
    rated_days: int = 0
    days: Days = field(default_factory=dict)  # visits, as long as days are kept

    @property
    def key(self) -> str:
        return f"w{self.wave.pk}" if self.wave else f"c{self.campaign.pk}"

    @property
    def name(self) -> str:
        return f"{self.campaign.name} – {self.wave.name}" if self.wave else self.campaign.name


@dataclass(frozen=True)
class OfFrame(Costs):
    """What the campaigns of a frame did together: acts of different campaigns are different acts, and add up."""

    frame: Frame
    campaigns: int
    views: int | None
    entries: int | None
    links: int | None
    acts: int | None
    planned: Money
    spent: Money
    rated: int | None
    charged: Money
    rated_days: int


def by_frame(found: Iterable[Row]) -> list[OfFrame]:
    """Each frame of which there is a campaign, in the order of frames; nothing where there is one alone."""
    campaigns = [row for row in found if row.wave is None]
    of = {frame: [row for row in campaigns if row.campaign.frame == frame] for frame in Frame}
    names = [one.name for one in fields(OfFrame)][2:]
    told = [
        OfFrame(frame, len(rows), **{name: _known_sum(rows, name) for name in names})
        for frame, rows in of.items()
        if rows
    ]
    return told if len(told) > 1 else []


def _known_sum(rows: list[Row], name: str) -> Any:
    """Of what is known; None where nothing is."""
    known = [value for row in rows if (value := getattr(row, name)) is not None]
    return sum(known) if known else None


@dataclass(frozen=True)
class Read:
    """What was read for all rows at once."""

    asked: Asked
    counts: Mapping[Key, Mapping[str, int]]
    entries: Mapping[Key, Days]
    channels: Mapping[int, Mapping[str, int]]  # {campaign: {channel: links opened}}
    costs: Mapping[int, Mapping[date, Decimal]]
    planned: Mapping[int, Decimal]  # of the channels of the kind that is asked for


def rows(campaigns: list[Campaign], asked: Asked) -> list[Row]:
    """Each campaign, followed by its waves; five queries at most."""
    ids = [campaign.pk for campaign in campaigns]
    read = Read(
        asked,
        _counts(ids, asked),
        _entries(ids, asked),
        _by_channel(ids, asked) if asked.channel else {},
        _costs(ids, asked),
        _planned(ids, asked) if asked.channel else {},
    )
    found = []
    for campaign in campaigns:
        if asked.channel and campaign.pk not in read.planned:
            continue
        found.append(_row(campaign, None, whole(campaign), read))
        if not asked.channel:
            found += [_row(campaign, wave, of_wave(wave), read) for wave in campaign.begun_waves if _is_in(wave, asked)]
    return found


def _is_in(wave: Wave, asked: Asked) -> bool:
    first, last = asked.days
    period = of_wave(wave).period
    return period.first <= last and period.last >= first


def _row(campaign: Campaign, wave: Wave | None, span: Span, read: Read) -> Row:
    asked = read.asked
    counts = read.counts.get((campaign.pk, wave.pk), {}) if wave else _summed(read.counts, campaign.pk)
    costs = {day: cost for day, cost in read.costs.get(campaign.pk, {}).items() if _lies_in(day, span, wave)}
    spent = sum(costs.values(), Decimal(0)) if costs else None
    if asked.channel:
        links = sum(read.channels.get(campaign.pk, {}).values())
        return Row(campaign, wave, span, None, None, links, None, read.planned.get(campaign.pk), spent)
    row = (
        *(counts.get(kind, 0) for kind in (Indicator.VIEW, Indicator.ENTRY, Indicator.LINK_HIT)),
        sum(counts.get(kind, 0) for kind in ACTS),
        _budget(campaign, wave),
        spent,
    )
    days = read.entries.get((campaign.pk, wave.pk), {}) if wave else _of_campaign(read.entries, campaign.pk)
    if asked.language:
        return Row(campaign, wave, span, *row, days=days)
    kept = {day: cost for day, cost in costs.items() if day >= kept_from(timezone.now())}
    charged = sum(kept.values(), Decimal(0)) if kept else None
    return Row(campaign, wave, span, *row, sum(days.get(day, 0) for day in kept), charged, len(kept), days)


def _lies_in(day: date, span: Span, wave: Wave | None) -> bool:
    return wave is None or span.period.first <= day <= span.period.last


def _budget(campaign: Campaign, wave: Wave | None) -> Money:
    """That of the wave; of a campaign, the sum of those that are written down, of waves that are still to come too."""
    budgets = [one.budget for one in ([wave] if wave else campaign.waves.all()) if one.budget is not None]
    return sum(budgets, Decimal(0)) if budgets else None


def _summed(counts: Mapping[Key, Mapping[str, int]], campaign: int) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for (pk, _wave), kinds in counts.items():
        for kind, n in kinds.items() if pk == campaign else ():
            found[kind] += n
    return found


def _of_campaign(entries: Mapping[Key, Days], campaign: int) -> dict[date, int]:
    found: dict[date, int] = defaultdict(int)
    for (pk, _wave), days in entries.items():
        for day, n in days.items() if pk == campaign else ():
            found[day] += n
    return dict(found)


def _totals(ids: list[int], asked: Asked, grain: str, kinds: Iterable[str]) -> QuerySet[Total]:
    by = {"dimension": Dimension.LOCALE, "key": asked.language} if asked.language else {"dimension": Dimension.ALL}
    return Total.objects.filter(campaign__in=ids, grain=grain, start__range=asked.days, kind__in=list(kinds), **by)


def _counts(ids: list[int], asked: Asked) -> dict[Key, dict[str, int]]:
    found: dict[Key, dict[str, int]] = defaultdict(dict)
    totals = _totals(ids, asked, Total.Grain.MONTH, SHOWN)
    for campaign, wave, kind, n in totals.values_list("campaign", "wave", "kind").annotate(Sum("n")).order_by():
        found[campaign, wave][kind] = int(n)
    return found


def _entries(ids: list[int], asked: Asked) -> dict[Key, dict[date, int]]:
    found: dict[Key, dict[date, int]] = defaultdict(dict)
    totals = _totals(ids, asked, Total.Grain.DAY, [Indicator.ENTRY])
    for campaign, wave, start, n in totals.values_list("campaign", "wave", "start").annotate(Sum("n")).order_by():
        found[campaign, wave][start] = int(n)
    return found


def _by_channel(ids: list[int], asked: Asked) -> dict[int, dict[str, int]]:
    """Links opened of the channels of a kind."""
    kinds = dict(Channel.objects.filter(campaign__in=ids, kind=asked.channel).values_list("pk", "campaign"))
    totals = Total.objects.filter(
        campaign__in=ids,
        dimension=Dimension.CHANNEL,
        grain=Total.Grain.MONTH,
        start__range=asked.days,
        kind=Indicator.LINK_HIT,
        key__in=[str(pk) for pk in kinds],
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for campaign, key, n in totals.values_list("campaign", "key").annotate(Sum("n")).order_by():
        found[campaign][key] = int(n)
    return found


def _costs(ids: list[int], asked: Asked) -> dict[int, dict[date, Decimal]]:
    """{campaign: {day: what platforms charged}}."""
    figures = MediaFigure.objects.filter(channel__campaign__in=ids, day__range=asked.days, cost__isnull=False)
    figures = figures.filter(channel__kind=asked.channel) if asked.channel else figures
    found: dict[int, dict[date, Decimal]] = defaultdict(dict)
    for campaign, day, cost in figures.values_list("channel__campaign", "day").annotate(Sum("cost")).order_by():
        found[campaign][day] = cost
    return found


def _planned(ids: list[int], asked: Asked) -> dict[int, Money]:
    """{campaign with a channel of the kind: what is planned for these}."""
    channels = Channel.objects.filter(campaign__in=ids, kind=asked.channel)
    return dict(channels.values_list("campaign").annotate(Sum("cost")).order_by())
