"""A wave beside the one before, each from its first day on."""

from dataclasses import dataclass
from datetime import date, timedelta

from campaigns.results.charts.shapes import Chart
from campaigns.results.charts.timelines import beside
from campaigns.results.figures.counted import Counted
from campaigns.results.figures.definitions import OF, Definition
from campaigns.results.figures.marks import Happened
from campaigns.results.figures.periods import Span, before
from core.measures.indicators import Indicator
from reach.figures import reading
from reach.figures.reading import DAILY, Period

KINDS = (
    Indicator.VIEW,
    Indicator.ENTRY,
    Indicator.LINK_HIT,
    Indicator.KIT_DOWNLOAD,
    Indicator.READ_90,
    Indicator.SHARE,
    Indicator.CTA_CALL,
    Indicator.CTA_SMS,
    Indicator.CTA_CHAT,
)


@dataclass(frozen=True)
class Row:
    """A kind until the same day of both waves, and in the whole of the earlier one."""

    definition: Definition
    now: int
    then: int
    whole: int

    @property
    def change(self) -> float | None:
        return self.now / self.then - 1 if self.then else None


@dataclass(frozen=True)
class Comparison:
    """`days` have begun of this wave; fewer where the earlier one was shorter, as `is_cut` says."""

    earlier: Span
    days: int
    is_cut: bool
    rows: list[Row]
    chart: Chart
    names: tuple[str, str]


def compare(
    counted: Counted, waves: list, indicator: str, until: date | None, marks: list[Happened]
) -> Comparison | None:
    """With the wave before, in one query, and one more for each of the two waves that is long; None where there is none."""
    earlier = before(counted.span, waves)
    if earlier is None:
        return None
    is_read = _daily(counted.span) == counted.span.period
    return aligned(counted.span, earlier, indicator, until, marks, values=counted.days if is_read else None)


def aligned(
    span: Span,
    earlier: Span,
    indicator: str,
    until: date | None,
    marks: list[Happened],
    *,
    values: dict[str, dict[date, int]] | None = None,
    names: tuple[str, str] | None = None,
) -> Comparison:
    """Two waves or campaigns, each from its first day on; `values` are those of the first by the day, where they are read."""
    now, then = _daily(span), _daily(earlier)
    values = _read(span, now) if values is None else values
    past = _read(earlier, then)
    whole = {kind: sum(counts.values()) for kind, counts in past.items()}
    if then != earlier.period:
        whole = reading.sums(earlier.campaign.pk, KINDS, earlier.period, wave=earlier.wave_id)
    # A day that is still being counted would make its wave look worse than it is.
    full, full_then = _whole_days(span, now, until), _whole_days(earlier, then, until)
    days = min(full, full_then)
    return Comparison(
        earlier,
        days,
        full > full_then,
        [
            Row(
                OF[kind],
                _until(values.get(kind, {}), now, days),
                _until(past.get(kind, {}), then, days),
                whole.get(kind, 0),
            )
            for kind in KINDS
        ],
        beside(
            "beside",
            OF[indicator].name,
            names or (span.name, earlier.name),
            (values.get(indicator, {}), now),
            (past.get(indicator, {}), then),
            until,
            marks,
        ),
        names or (span.name, earlier.name),
    )


def _daily(span: Span) -> Period:
    """As much of it as is read by the day."""
    return Period(span.period.first, min(span.period.last, span.period.first + timedelta(days=DAILY - 1)))


def _read(span: Span, period: Period) -> dict[str, dict[date, int]]:
    return reading.series(span.campaign.pk, Indicator.values, period, wave=span.wave_id)


def _whole_days(span: Span, period: Period, until: date | None) -> int:
    """Without a day that is still being counted, and without a last one in whose midst the span ended."""
    days = (until - period.first).days if until and until <= period.last else period.days
    whole = span.period.days - 1 if span.is_cut else span.period.days
    return max(0, min(days, whole))


def _until(values: dict[date, int], period: Period, days: int) -> int:
    return sum(n for day, n in values.items() if (day - period.first).days < days)
