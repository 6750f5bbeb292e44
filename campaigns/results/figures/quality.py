"""How far the numbers can be trusted: what was not counted and why, the reconciliation, the corrections."""

from collections.abc import Mapping
from dataclasses import dataclass

from campaigns.results.figures.counted import Counted
from core.measures.indicators import Indicator
from reach.events import Reason
from reach.figures import reading
from reach.models import Adjustment


@dataclass(frozen=True)
class Quality:
    """`reasons` are (reason, count, its share of all that was not counted), the most frequent first."""

    reasons: list[tuple[str, int, float]]
    rejected: int
    counted: int
    corrections: list[Adjustment]

    @property
    def share(self) -> float | None:
        """Of all that was asked for."""
        asked = self.rejected + self.counted
        return self.rejected / asked if asked else None


def quality(counted: Counted) -> Quality:
    """Of the whole campaign in these days, since what is not counted belongs to no wave; three queries."""
    pk, period = counted.span.campaign.pk, counted.span.period.whole
    total = sum(reading.sums(pk, Indicator.values, period).values())
    return told(reading.rejected(pk, period), total, _corrections(counted))


def told(rejected: Mapping[str, int], counted: int, corrections: list[Adjustment]) -> Quality:
    """Of {reason: count} and how much was counted beside it."""
    every = sum(rejected.values())
    reasons = [
        (Reason(reason).label if reason in Reason.values else reason, n, n / every if every else 0.0)
        for reason, n in sorted(rejected.items(), key=lambda one: -one[1])
    ]
    return Quality(reasons, every, counted, corrections)


def _corrections(counted: Counted) -> list[Adjustment]:
    period, wave = counted.span.period.whole, counted.span.wave_id
    found = Adjustment.objects.filter(campaign=counted.span.campaign.pk, day__range=(period.first, period.last))
    return list((found if wave is None else found.filter(wave=wave)).select_related("author"))
