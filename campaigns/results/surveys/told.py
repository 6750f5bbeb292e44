"""What is told of surveys, on every screen and in every file: shares with their intervals, and nothing of what is withheld."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.results.figures.shares import Difference, Share, difference
from campaigns.results.models import Survey
from campaigns.results.surveys.cells import POST, PRE
from campaigns.results.surveys.reading import SMALL_BASE, Row, questions, share_of
from campaigns.results.surveys.withheld import REST, withheld
from campaigns.results.templatetags.results_tags import percent
from core.words import numbers
from intake.names import loose

ROUNDING = 1  # point: so far shares may sum from 100 where no answer is left out
POINTS = 100
EQUALS, BELOW = "\u00a0=\u00a0", "\u00a0<\u00a0"  # not broken over two lines


@dataclass(frozen=True)
class Told:
    """A share in one wave; None where it is withheld."""

    share: Share | None
    base: int

    @property
    def is_small(self) -> bool:
        return self.base < SMALL_BASE

    @property
    def value(self) -> str:
        return percent(self.share.value) if self.share else _("withheld")

    @property
    def interval(self) -> str:
        return _interval(self.share) if self.share else ""


def _interval(share: Share) -> str:
    return f"{percent(share.interval.low)} – {percent(share.interval.high)}"


@dataclass(frozen=True)
class Line:
    """An answer of a group, with what is told of it in each wave of its question; None where it was not asked."""

    answer: str
    group: str
    cells: list[Told | None]

    @property
    def ends(self) -> tuple[Share, Share] | None:
        """In the first wave and in the last, where both are told."""
        first, last = self.cells[0], self.cells[-1]
        if len(self.cells) < 2 or not (first and last and first.share and last.share):
            return None
        return first.share, last.share

    @property
    def difference(self) -> Difference | None:
        return difference(*self.ends) if self.ends else None

    @property
    def said(self) -> str:
        return said(self.difference) if self.difference else ""

    @property
    def summary(self) -> str:
        """For a line of text."""
        name = f"{self.answer} ({self.group})" if self.group else self.answer
        told = [one for one in self.cells if one]
        course = " → ".join(f"{one.value} (n{EQUALS}{numbers.written(one.base)})" for one in told)
        return _("; ").join(part for part in (f"{name}{_(':')} {course}", self.said) if part)


@dataclass(frozen=True)
class Question:
    name: str
    waves: list[str]
    lines: list[Line]

    @property
    def wave_names(self) -> list[str]:
        return [wave_name(wave) for wave in self.waves]

    @property
    def has_withheld(self) -> bool:
        return any(cell and cell.share is None for line in self.lines for cell in line.cells)

    @property
    def has_small_base(self) -> bool:
        return any(cell and cell.is_small for line in self.lines for cell in line.cells)


def wave_name(wave: str) -> str:
    if wave == PRE:
        return _("Before")
    return _("After") if wave == POST else date_format(date.fromisoformat(wave), "SHORT_DATE_FORMAT")


def said(found: Difference) -> str:
    """Never why: a survey before and one after cannot say that."""
    words = {
        "points": points(found.value),
        "low": points(found.interval.low),
        "high": points(found.interval.high),
        "p": _p(found.p),
    }
    if found.is_seen:
        return _("differs by %(points)s points (%(low)s to %(high)s; %(p)s); a survey cannot say why") % words
    return _("no difference is seen: it lies between %(low)s and %(high)s points (%(p)s)") % words


def points(value: float) -> str:
    """With its sign, to the tenth."""
    rounded = round(POINTS * value, 1)
    sign = "−" if rounded < 0 else "+" if rounded > 0 else ""
    return sign + numbers.written(abs(rounded), 1)


def _p(value: float) -> str:
    least = 0.001
    return (
        f"p{BELOW}{numbers.written(least, 3)}" if value < least else f"p{EQUALS}{numbers.written(round(value, 3), 3)}"
    )


def tell(survey: Survey) -> list[Question]:
    """Every question in the order of the file."""
    by_question = defaultdict(list)
    for row in survey.rows:
        by_question[loose(row["question"])].append(row)
    return [_question(name, by_question[loose(name)], survey.design_effect) for name in questions(survey.rows)]


def _question(name: str, rows: list[Row], effect: Decimal | None) -> Question:
    waves = sorted({row["wave"] for row in rows}, key=lambda wave: (wave == POST, wave))
    hidden = {wave: withheld(_cells([row for row in rows if row["wave"] == wave])) for wave in waves}
    by_key = {(loose(row["group"]), loose(row["answer"]), row["wave"]): row for row in rows}
    lines = []
    for group, answer in dict.fromkeys((loose(row["group"]), loose(row["answer"])) for row in rows):
        found = {wave: by_key.get((group, answer, wave)) for wave in waves}
        first = next(row for row in found.values() if row)
        cells = [
            _told(row, answer in hidden[wave].get(group, ()), effect) if row else None for wave, row in found.items()
        ]
        lines.append(Line(first["answer"], first["group"], cells))
    return Question(name, waves, lines)


def _told(row: Row, is_withheld: bool, effect: Decimal | None) -> Told:
    if is_withheld:
        return Told(None, row["base"])
    return Told(Share(float(share_of(row)) / POINTS, row["base"], float(row["effect"] or effect or 1)), row["base"])


def _cells(rows: list[Row]) -> dict[str, dict[str, int]]:
    """{group: {answer: about how many gave it}} of one wave, with the answers that the table leaves out."""
    groups: dict[str, dict[str, int]] = defaultdict(dict)
    shares: dict[str, Decimal] = defaultdict(Decimal)
    bases = {}
    for row in rows:
        group, share = loose(row["group"]), share_of(row)
        groups[group][loose(row["answer"])] = max(round(share * row["base"] / 100), 1 if share else 0)
        shares[group] += share
        bases[group] = row["base"], row["share"] is None
    for group, (base, is_counted) in bases.items():
        left = 100 - shares[group]
        groups[group][REST] = round(left * base / 100) if left > (0 if is_counted else ROUNDING) else 0
    return groups


def of_question(surveys: Iterable[Survey], words: str) -> list[str]:
    """What the surveys say to a question, of all who were asked where that is told, else of each group."""
    found = [question for survey in surveys for question in tell(survey) if loose(question.name) == loose(words)]
    return [line.summary for question in found for line in _of_all(question)]


def _of_all(question: Question) -> list[Line]:
    return [line for line in question.lines if not line.group] or question.lines


def rows_of(survey: Survey) -> Iterator[list]:
    """For a sheet: survey, question, answer, group, wave, n, per cent, low and high, or that it is withheld."""
    for question in tell(survey):
        for line in question.lines:
            for wave, cell in zip(question.waves, line.cells, strict=True):
                if cell:
                    yield [survey.name, question.name, line.answer, line.group, wave, cell.base, *_numbers(cell)]


def _numbers(cell: Told) -> list:
    if cell.share is None:
        return [None, None, None, _("withheld")]
    ends = cell.share.value, cell.share.interval.low, cell.share.interval.high
    return [*(round(POINTS * one, 1) for one in ends), ""]
