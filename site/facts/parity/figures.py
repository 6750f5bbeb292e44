"""Compares figures alone, for a language whose words are not known here: “15 000” in one, “15 000” in the other."""

import re
from collections import Counter

from facts.parity.compare import Comparison
from facts.parity.lexicons.numerals import canonical
from facts.parity.lexicons.patterns import NUMBER
from facts.parity.lexicons.units import MONEY
from facts.parity.problem import Problem, on
from facts.parity.quantities import Quantity
from facts.parity.text import fold

FIGURES = re.compile(NUMBER)
OFTEN_IN_WORDS = 12  # up to here a language may write in words what another writes in figures


class Side:
    """The quantities of one side, and how many of each figure nothing on the other side answers yet."""

    def __init__(self, quantities: list[Quantity], language: str):
        self.written = [(one, _figures(one, language)) for one in quantities if one.kind not in {"fact", "unread"}]
        self.unread = sum(one.kind == "unread" for one in quantities)
        self.open = Counter(figure for _one, figures in self.written for figure in figures)
        self.excused: set[int] = set()

    def take(self, figure: str) -> bool:
        """Whether it had this figure, which is answered now."""
        had = self.open[figure] > 0
        self.open[figure] -= had
        return had

    def left(self) -> list[Quantity]:
        """What has a figure that nothing answers, later ones first to be told."""
        found, rest = [], Counter(self.open)
        for one, figures in reversed(self.written):
            missing = [figure for figure in figures if rest[figure] > 0]
            rest.subtract(missing)
            if missing and not one.soft and id(one) not in self.excused:
                found.append(one)
        return found[::-1]


class FiguresAlone(Comparison):
    """Numbers in words answer figures of the other side; none is missed."""

    def problems(self) -> list[Problem]:
        self._facts()
        self._figures()
        self._unread()
        return list(dict.fromkeys(self.found))

    def _figures(self) -> None:
        left, right = (Side(one, language) for one, language in zip(self.sides, self.languages, strict=True))
        shared = left.open & right.open
        for side in (left, right):
            side.open -= shared
        _answer_by_value(left, right)
        _answer_by_value(right, left)
        rest = left.left(), right.left()
        for side, kind in enumerate(("missing", "added")):
            for one in rest[side]:
                may_be_words = not rest[1 - side] and _is_often_in_words(one)
                self.found.append(Problem("figure" if may_be_words else kind, *on(side, one.text)))


def _answer_by_value(mine: Side, others: Side) -> None:
    """“5 pm” answers 17, “six” answers 6, and a number above twenty in words any figure above it."""
    for one, figures in mine.written:
        if [value for value in _values(one) if value not in figures and others.take(value)]:
            mine.excused.add(id(one))
    for figure in [figure for figure, count in others.open.items() if count > 0 and _is_above_twenty(figure)]:
        if mine.unread:
            mine.unread -= 1
            others.take(figure)


def _figures(quantity: Quantity, language: str) -> list[str]:
    """Those that are written; a month in figures may be in words on the other side."""
    written = fold(quantity.text)
    found = [canonical(figure, language) for figure in FIGURES.findall(written)]
    if len(found) > 1 and re.sub(r"\D", "", written).endswith(quantity.value):  # a telephone number in groups
        return [quantity.value]
    if quantity.unit == "hour":
        return [figure for figure in found if figure != "0"] or found[:1]
    if quantity.kind == "date":
        year, _month, day = quantity.value.split("-")
        return [part for part in (year, day) if part]
    return found


def _values(quantity: Quantity) -> list[str]:
    """What it amounts to, where that is not what is written; of a date, its month as well."""
    parts = quantity.value.split("-" if quantity.kind == "date" else ":")
    return [part.lstrip("0") for part in parts if part.strip("0")]


def _is_above_twenty(figure: str) -> bool:
    return len(figure.partition(".")[0]) > 2 or (figure.isdecimal() and int(figure) > 20)


def _is_often_in_words(quantity: Quantity) -> bool:
    return (
        quantity.value.isdecimal()
        and len(quantity.value) < 3
        and int(quantity.value) <= OFTEN_IN_WORDS
        and quantity.unit not in MONEY | {"percent"}
    )
