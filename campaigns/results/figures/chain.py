"""From what was spent to what people did: inputs, outputs, outtakes, outcomes. What a campaign changed is no count's to say."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Sum

from campaigns.results.figures.counted import Counted, Figure, Ratio
from campaigns.results.figures.periods import Span
from campaigns.results.models import CallVolume, ManualIndicator, MediaFigure
from core.editor.calendar import day_of
from core.measures.indicators import Indicator


@dataclass(frozen=True)
class Paid:
    """What a platform says of a channel, added up over days: never over platforms."""

    channel: int
    name: str
    platform: str
    impressions: int | None
    clicks: int | None
    cost: Decimal | None


@dataclass(frozen=True)
class Chain:
    """`budget` is what was planned to spend, `paid` what the platforms did."""

    budget: Decimal | None
    paid: list[Paid]
    outputs: list[Figure]
    read: list[Ratio]
    shares: Figure
    clicks: list[Figure]
    stage: Figure
    calls: list[tuple[str, int]]  # helpline, its own count
    manual: list[ManualIndicator] = field(default_factory=list)

    @property
    def paid_cost(self) -> Decimal | None:
        """Euros add up."""
        costs = [one.cost for one in self.paid if one.cost is not None]
        return sum(costs, Decimal(0)) if costs else None


READ = [
    (Indicator.READ_50, Indicator.VIEW),
    (Indicator.READ_90, Indicator.VIEW),
    (Indicator.VIDEO_HALF, Indicator.VIDEO_START),
    (Indicator.VIDEO_END, Indicator.VIDEO_START),
    (Indicator.CHECK_DONE, Indicator.CHECK_START),
]
OUTPUTS = (Indicator.VIEW, Indicator.ENTRY, Indicator.LINK_HIT, Indicator.KIT_DOWNLOAD)
CLICKS = (Indicator.CTA_CALL, Indicator.CTA_SMS, Indicator.CTA_CHAT)


def chain(counted: Counted) -> Chain:
    """Three queries, beyond what is counted."""
    span = counted.span
    return Chain(
        budget_of(span),
        paid(span),
        [counted.figure(kind) for kind in OUTPUTS],
        [counted.ratio(kind, whole) for kind, whole in READ],
        counted.figure(Indicator.SHARE),
        [counted.figure(kind) for kind in CLICKS],
        counted.figure(Indicator.STAGE_INFO),
        calls(span),
        manual(span),
    )


def budget_of(span: Span) -> Decimal | None:
    """That of the wave; of the campaign, the sum of those waves that have one; of a year, of those that began in it."""
    waves = [span.wave] if span.wave else span.campaign.waves.all()
    if span.year:
        waves = [wave for wave in waves if wave.started_at and day_of(wave.started_at).year == span.year]
    budgets = [wave.budget for wave in waves if wave.budget is not None]
    return sum(budgets, Decimal(0)) if budgets else None


def paid(span: Span) -> list[Paid]:
    days = (span.period.first, span.period.last)
    found = MediaFigure.objects.filter(channel__campaign=span.campaign, day__range=days)
    rows = found.values_list("channel", "channel__name", "of_import__mapping__name")
    sums = rows.annotate(Sum("impressions"), Sum("clicks"), Sum("cost")).order_by("channel__name")
    return [Paid(pk, name, platform or "", *values) for pk, name, platform, *values in sums]


def calls(span: Span) -> list[tuple[str, int]]:
    found = CallVolume.objects.filter(campaign=span.campaign, day__range=(span.period.first, span.period.last))
    return list(found.values_list("helpline__name").annotate(Sum("calls")).order_by("helpline__name"))


def manual(span: Span) -> list[ManualIndicator]:
    """Those of the wave and those of no wave; of the whole campaign, all; of a year, those that were measured in it."""
    found = span.campaign.indicators.select_related("wave")
    if span.year:
        return [one for one in found if one.measured_on.year == span.year]
    return [one for one in found if span.wave is None or one.wave_id in (None, span.wave.pk)]
