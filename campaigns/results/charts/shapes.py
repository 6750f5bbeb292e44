"""Charts as numbers that a template draws in SVG. Where a chart lies is told in per cent across and in pixels down.

So drawn, it fills whatever width there is while its words keep their size, without script and without an inline style.
Time runs from right to left where the language does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language_bidi

from core.words import numbers

TOP, HEIGHT = 26, 200  # pixels: of the strip for marks, and of the plot below it
ACROSS = 1000  # units of the plot, whatever its width
TICKS, LABELS, DOTS = 4, 6, 45
FLAG = 0.07  # of the width: what a flag takes on a phone


@dataclass(frozen=True)
class Series:
    """One value for each position; None where nothing is known yet, which is a gap and no zero."""

    name: str
    values: Sequence[int | None]
    style: str = "main"  # or "before"


@dataclass(frozen=True)
class Mark:
    """Something that happened at a position. `kind` is "note", "alert", "start" or "slot"."""

    position: int
    when: str
    text: str
    kind: str = "note"
    number: int = 0
    at: str = ""


@dataclass(frozen=True)
class Tick:
    at: str
    text: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Point:
    x: str
    y: str


@dataclass
class Drawn:
    """A series as it is drawn: a path through it, the points that stand alone or are few, or bars."""

    name: str
    style: str
    path: str = ""
    dots: list[Point] = field(default_factory=list)
    open_dot: Point | None = None  # the last, where it is still being counted
    bars: list[tuple[str, str, str, str]] = field(default_factory=list)  # x, y, width, height


@dataclass
class Chart:
    key: str
    title: str
    description: str
    heading: str  # of the first column of the table
    labels: Sequence[str]
    series: Sequence[Series]
    drawn: list[Drawn]
    y_ticks: list[Tick]
    x_ticks: list[Tick]
    hits: list[tuple[str, str, str]]  # x, width, what it says
    marks: list[Mark]
    flags: list[tuple[str, str]] = field(default_factory=list)  # where, and the numbers of the marks there
    note: str = ""
    top: int = TOP
    height: int = HEIGHT
    across: int = ACROSS

    @property
    def bottom(self) -> int:
        return self.top + self.height

    @property
    def axis(self) -> int:
        """The width of its words beside the plot, in pixels."""
        return 10 + 7 * max(len(tick.text) for tick in self.y_ticks)

    @property
    def axis_at(self) -> int:
        """Where they stand in it: at the plot, on whichever side it is."""
        return 8 if self.y_ticks[0].anchor == "start" else self.axis - 8

    @property
    def rows(self) -> list[tuple[str, list[int | None], list[Mark]]]:
        """For the table: what stands in each position, and what happened there."""
        marked: dict[int, list[Mark]] = {}
        for mark in self.marks:
            marked.setdefault(mark.position, []).append(mark)
        return [
            (label, [one.values[index] for one in self.series], marked.get(index, []))
            for index, label in enumerate(self.labels)
        ]


def ceiling(largest: int) -> tuple[int, int]:
    """(the top of an axis, its step): round numbers, so that at most five lines cross the plot."""
    step, wanted = 1, max(1, largest) / TICKS
    while True:
        for factor in (1, 2, 5):
            if step * factor >= wanted:
                step *= factor
                return step * max(1, -(-largest // step)), step
        step *= 10


def chart(
    key: str,
    title: str,
    heading: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    ticks: Sequence[str] | None = None,
    marks: Sequence[Mark] = (),
    description: str = "",
    note: str = "",
    bars: bool = False,
    open_end: bool = False,
    height: int = HEIGHT,
    top: int = 0,
) -> Chart:
    """A chart of one or more series over the same positions. `open_end`: the last value is still being counted.

    `top` is the least that its axis reaches to, so that several charts have one scale.
    """
    known = [value for one in series for value in one.values if value is not None]
    plane = _Plane(len(labels), *ceiling(max(top, *known, 0)), height, mirrored=get_language_bidi())
    return Chart(
        key,
        title,
        description or _described(labels, series),
        heading,
        labels,
        series,
        [plane.bars(one) if bars else plane.line(one, open_end and number == 0) for number, one in enumerate(series)],
        plane.y_ticks(),
        plane.x_ticks(ticks or labels),
        [plane.hit(index, _told(label, series, index)) for index, label in enumerate(labels)],
        numbered := plane.marks(marks),
        plane.flags(numbered),
        note,
        height=height,
    )


def _described(labels: Sequence[str], series: Sequence[Series]) -> str:
    if not labels:
        return ""
    sums = (f"{one.name}: {numbers.written(sum(value or 0 for value in one.values))}" for one in series)
    return f"{labels[0]} – {labels[-1]}. {'; '.join(sums)}."


def _told(label: str, series: Sequence[Series], index: int) -> str:
    values = [(one.name, one.values[index]) for one in series]
    return "\n".join(
        [label, *(f"{name}: {'–' if value is None else numbers.written(value)}" for name, value in values)]
    )


@dataclass(frozen=True)
class _Plane:
    """Where a position and a value lie."""

    count: int
    top: int
    step: int
    height: int
    mirrored: bool

    def share(self, index: float) -> float:
        share = (index + 0.5) / max(1, self.count)
        return 1 - share if self.mirrored else share

    def at(self, index: int) -> str:
        return f"{100 * self.share(index):.2f}%"

    def down(self, value: int) -> float:
        return self.height * (1 - value / self.top)

    def line(self, series: Series, is_open: bool) -> Drawn:
        known = [(index, value) for index, value in enumerate(series.values) if value is not None]
        drawn = Drawn(series.name, series.style, self._path(series.values))
        for index, value in known:
            alone = all(self._value(series.values, near) is None for near in (index - 1, index + 1))
            if alone or (self.count <= DOTS and series.style == "main"):
                drawn.dots.append(self._point(index, value))
        if is_open and known:
            drawn.open_dot = self._point(*known[-1])
        return drawn

    def _point(self, index: int, value: int) -> Point:
        return Point(self.at(index), f"{TOP + self.down(value):.1f}")

    @staticmethod
    def _value(values: Sequence[int | None], index: int) -> int | None:
        return values[index] if 0 <= index < len(values) else None

    def _path(self, values: Sequence[int | None]) -> str:
        parts, drawing = [], False
        for index, value in enumerate(values):
            if value is not None:
                parts.append(f"{'L' if drawing else 'M'}{ACROSS * self.share(index):.1f} {self.down(value):.1f}")
            drawing = value is not None
        return " ".join(parts)

    def bars(self, series: Series) -> Drawn:
        width = ACROSS / max(1, self.count)
        drawn = Drawn(series.name, series.style)
        for index, value in enumerate(series.values):
            if value:
                y = self.down(value)
                x = ACROSS * self.share(index) - width * 0.4
                drawn.bars.append((f"{x:.1f}", f"{y:.1f}", f"{width * 0.8:.1f}", f"{self.height - y:.1f}"))
        return drawn

    def y_ticks(self) -> list[Tick]:
        side = "start" if self.mirrored else "end"
        return [
            Tick(f"{TOP + self.down(value):.1f}", numbers.written(value), side)
            for value in range(0, self.top + 1, self.step)
        ]

    def x_ticks(self, labels: Sequence[str]) -> list[Tick]:
        every = max(1, -(-self.count // LABELS))
        return [Tick(self.at(index), labels[index], self._anchor(index)) for index in range(0, self.count, every)]

    def _anchor(self, index: float) -> str:
        share = self.share(index)
        return "start" if share < 0.08 else "end" if share > 0.92 else "middle"

    def hit(self, index: int, text: str) -> tuple[str, str, str]:
        width = 100 / max(1, self.count)
        return f"{100 * self.share(index) - width / 2:.2f}%", f"{width:.2f}%", text

    def marks(self, marks: Sequence[Mark]) -> list[Mark]:
        """In their order in time, with a number; what happens in one position shares one place."""
        inside = [mark for mark in marks if 0 <= mark.position < self.count]
        return [
            Mark(mark.position, mark.when, mark.text, mark.kind, number, self.at(mark.position))
            for number, mark in enumerate(sorted(inside, key=lambda one: one.position), 1)
        ]

    def flags(self, marks: Sequence[Mark]) -> list[tuple[str, str]]:
        """One for each group of marks that lie too near to each other to be told apart."""
        groups: list[list[Mark]] = []
        for mark in marks:
            near = groups and abs(self.share(mark.position) - self.share(groups[-1][0].position)) < FLAG
            if near:
                groups[-1].append(mark)
            else:
                groups.append([mark])
        return [(self.at(group[0].position), _range(group[0].number, group[-1].number)) for group in groups]


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
