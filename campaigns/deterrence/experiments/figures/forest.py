"""Differences and their intervals, as figures for SVG: strings, so that no language puts a comma into them."""

from collections.abc import Sequence
from dataclasses import dataclass

ROW = 36  # pixels
LEAST_SPAN = 0.001  # a tenth of a point, where there is hardly any difference to draw
STEPS = (1, 2, 5)
MOST_TICKS = 5
MARGIN = 4  # per cent, on both sides


@dataclass(frozen=True)
class Line:
    letter: str
    y: int
    low: str
    high: str
    at: str


@dataclass(frozen=True)
class Tick:
    x: str
    points: float


@dataclass(frozen=True)
class Forest:
    lines: list[Line]
    ticks: list[Tick]
    zero: str
    height: int  # of the plot, in pixels


def forest(rows: Sequence[tuple[str, float, float, float]]) -> Forest:
    """Of (letter, difference, low, high), in outcomes per view: the middle of the plot is no difference."""
    reach = max([LEAST_SPAN, *(abs(end) for _letter, _at, low, high in rows for end in (low, high))])

    def across(value: float) -> str:
        return f"{50 + value / reach * (50 - MARGIN):.2f}%"

    lines = [
        Line(letter, ROW * number + ROW // 2, across(low), across(high), across(at))
        for number, (letter, at, low, high) in enumerate(rows)
    ]
    return Forest(lines, [Tick(across(one / 100), one) for one in _ticks(100 * reach)], across(0), ROW * len(rows))


def _ticks(reach: float) -> list[float]:
    """Round points on both sides of zero, few enough to be read."""
    size = 10.0
    while size > reach / 100:
        size /= 10
    while True:
        for step in STEPS:
            if reach / (step * size) < MOST_TICKS / 2:
                number = int(reach / (step * size))
                return [round(step * size * place, 6) for place in range(-number, number + 1)]
        size *= 10
