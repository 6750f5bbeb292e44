"""What was counted in a period: read once, and asked for by kind."""

from dataclasses import dataclass
from datetime import date

from campaigns.results.figures.definitions import OF, Definition
from campaigns.results.figures.periods import Span
from core.measures.indicators import Indicator
from reach.figures import reading

CALLS = (Indicator.CTA_CALL, Indicator.CTA_SMS, Indicator.CTA_CHAT)


@dataclass(frozen=True)
class Figure:
    """A number with what it means; `corrected` is what corrections add, and stands beside it."""

    definition: Definition
    value: int
    corrected: int = 0

    @property
    def label(self):
        return self.definition.name


@dataclass(frozen=True)
class Ratio:
    """A part of a number, told with both; `share` is None where there is nothing that it could be a part of.

    What began before the period may end in it: a part that is larger than its whole is no share of it, and both numbers say so.
    """

    definition: Definition
    part: int
    share_of: Definition
    whole: int

    @property
    def label(self):
        return self.definition.name

    @property
    def share(self) -> float | None:
        return self.part / self.whole if self.whole and self.part <= self.whole else None


@dataclass(frozen=True)
class Counted:
    """`days` are {kind: {day, or first of a month where the period is long: count}}; days without any are absent."""

    span: Span
    days: dict[str, dict[date, int]]
    corrections: dict[str, int]

    def of(self, kind: str) -> int:
        return sum(self.days.get(kind, {}).values())

    def figure(self, kind: str) -> Figure:
        return Figure(OF[kind], self.of(kind), self.corrections.get(kind, 0))

    def ratio(self, kind: str, whole: str) -> Ratio:
        return Ratio(OF[kind], self.of(kind), OF[whole], self.of(whole))

    @property
    def is_empty(self) -> bool:
        return not any(self.days.values())


def count(span: Span) -> Counted:
    """Two queries, whatever the period."""
    pk, wave = span.campaign.pk, span.wave_id
    return Counted(
        span,
        reading.series(pk, Indicator.values, span.period, wave=wave),
        reading.adjustments(pk, span.period.whole, wave=wave),
    )
