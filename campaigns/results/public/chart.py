"""Bars of public numbers, as figures for SVG: strings, so that no language puts a comma into them. CSS mirrors them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from campaigns.results.public.report import Block, Part, Parts, Reached

GAP = 0.12  # of a period's width, on both sides


@dataclass(frozen=True)
class Bar:
    x: str
    width: str
    y: str
    height: str


@dataclass(frozen=True)
class Chart:
    """A bar is as wide as the periods that its number tells of, so that its area is its number. The plot is `across` × 100."""

    label: str
    across: int
    bars: list[Bar]
    top: int
    first: date
    last: date


def weeks(block: Block) -> Chart | None:
    """The first indicator that was counted, in each period; None where there are too few to compare."""
    told = [one for one in block.counted if one.value]
    if not told or len(block.periods) < 2:
        return None
    indicator = told[0].indicator
    heights: list[tuple[int, int, float]] = []
    begins = {period.first: index for index, period in enumerate(block.periods)}
    for index, period in enumerate(block.periods):
        number = period.numbers[indicator]
        if number.value:
            start = begins.get(number.since, 0) if number.since else index
            heights.append((start, index - start + 1, number.value / (index - start + 1)))
    top = max(height for _start, _periods, height in heights)
    return Chart(
        told[0].label,
        len(block.periods),
        [_bar(start, periods, 100 * height / top) for start, periods, height in heights],
        round(top / 10) * 10,
        block.periods[0].first,
        block.periods[-1].last,
    )


def _bar(start: int, periods: int, height: float) -> Bar:
    return Bar(f"{start + GAP:.2f}", f"{periods - 2 * GAP:.2f}", f"{100 - height:.1f}", f"{height:.1f}")


def towards(reached: Reached) -> str:
    """How much of its track a bar fills, of 100."""
    return str(min(100, reached.percent or 0))


def shares(parts: Parts) -> Sequence[tuple[Part, str]]:
    """Each part with the length of its bar, of 100; the largest that is told fills it."""
    top = max((part.value or 0 for part in parts.listed), default=0) or 1
    return [(part, f"{100 * (part.value or 0) / top:.1f}") for part in parts.listed]
