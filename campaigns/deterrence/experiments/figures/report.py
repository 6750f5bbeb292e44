"""What an experiment says: counts of each wording, rates and differences with their intervals, in words and in figures."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.deterrence.experiments.figures.forest import Forest, forest
from campaigns.deterrence.experiments.figures.statistics import Arm, Comparison, Verdict, compare_all, interval
from campaigns.deterrence.experiments.models import Experiment
from campaigns.results.figures.definitions import OF, SCRIPTS, Definition, Source
from core.measures.indicators import Indicator
from core.text import tokens
from core.words import numbers
from reach.figures.proportions import is_in_doubt

ALPHA = 0.05
RATE = Definition(
    "experiment-rate",
    gettext_lazy("outcome per 100 views"),
    gettext_lazy("Of 100 views of a wording, how many led to the outcome, each view at most once."),
    Source.DERIVED,
    SCRIPTS,
    gettext_lazy("The unit is the view: one person may be several views, and several persons may share one."),
)
DIFFERENCE = Definition(
    "experiment-difference",
    gettext_lazy("difference from A"),
    gettext_lazy("The rate of a wording less that of A, the page’s own, in points: outcomes per 100 views."),
    Source.DERIVED,
    gettext_lazy(
        "With a confidence of 95 %, the true differences all lie within their intervals, however often somebody looks meanwhile."
    ),
    gettext_lazy("It tells of this page, these words and this time; not why, and not what people did afterwards."),
)


def percent(value: float) -> str:
    """A rate as outcomes per 100 views."""
    return numbers.written(100 * value, 2)


def points(value: float) -> str:
    """A difference with its sign."""
    sign = "−" if value < 0 else "+" if value > 0 else ""
    return sign + numbers.written(abs(100 * value), 2)


@dataclass(frozen=True)
class Row:
    """A wording and its counts; `low` and `high` are those of its rate, at 95 %."""

    letter: str
    words: dict[str, str]
    arm: Arm
    comparison: Comparison | None
    is_in_doubt: bool = False

    @property
    def name(self) -> str:
        return self.letter.upper()

    @property
    def rate(self) -> str:
        return percent(self.arm.rate)

    @cached_property
    def _interval(self):
        return interval(self.arm, ALPHA)

    @property
    def low(self) -> str:
        return percent(self._interval.low)

    @property
    def high(self) -> str:
        return percent(self._interval.high)

    @property
    def difference(self) -> str:
        return points(self.comparison.difference)

    @property
    def least(self) -> str:
        return points(self.comparison.low)

    @property
    def most(self) -> str:
        return points(self.comparison.high)

    @property
    def verdict(self) -> str:
        """One sentence that says what may be said, no difference included."""
        if self.is_in_doubt:
            return _("Nothing is said of %(letter)s and A: counts were out of line.") % {"letter": self.name}
        said = {"letter": self.name, "low": self.least, "high": self.most}
        match self.comparison.verdict:
            case Verdict.HIGHER:
                return _("%(letter)s is higher than A by %(low)s to %(high)s points.") % said
            case Verdict.LOWER:
                low, high = sorted((abs(self.comparison.low), abs(self.comparison.high)))
                said |= {"low": points(low).lstrip("+"), "high": points(high).lstrip("+")}
                return _("%(letter)s is lower than A by %(low)s to %(high)s points.") % said
            case _:
                return (
                    _("No difference seen between %(letter)s and A: it lies between %(low)s and %(high)s points.")
                    % said
                )


@dataclass(frozen=True)
class Report:
    rows: list[Row]
    planned: int
    is_in_doubt: bool = False  # an hour was out of line: somebody may have forged outcomes, and nothing is decided

    @property
    def others(self) -> list[Row]:
        return [row for row in self.rows if row.comparison is not None]

    @property
    def is_empty(self) -> bool:
        """Nothing can be said before the first view of each."""
        return not all(row.arm.views for row in self.rows)

    @property
    def progress(self) -> int:
        """Per cent of the planned size that the wording with the fewest views has."""
        return min(100, 100 * min((row.arm.views for row in self.rows), default=0) // self.planned)

    @property
    def forest(self) -> Forest:
        found = [(row.name, row.comparison.difference, row.comparison.low, row.comparison.high) for row in self.others]
        return forest(found)


def report(experiment: Experiment, arms: Mapping[str, Arm], language: str) -> Report:
    """Of these counts, with the words that are said in a language, or else in the first that takes part."""
    spoken = language if language in experiment.words else next(iter(experiment.words), language)
    words = read(experiment.words.get(spoken, {}), spoken)
    compared = dict(zip(list(arms)[1:], compare_all(list(arms.values()), ALPHA) if len(arms) > 1 else [], strict=True))
    doubt = is_in_doubt(experiment.variants)
    rows = [
        Row(letter, words.get(letter, {}), arm, _undecided(compared.get(letter), doubt), doubt)
        for letter, arm in arms.items()
    ]
    return Report(rows, experiment.planned, doubt)


def read(words: Mapping[str, dict[str, str]], language: str) -> dict[str, dict[str, str]]:
    """The words of each wording as visitors read them today."""
    return {
        letter: dict(zip(said, tokens.in_language(said.values(), language), strict=True))
        for letter, said in words.items()
    }


def _undecided(comparison: Comparison | None, doubt: bool) -> Comparison | None:
    return replace(comparison, verdict=Verdict.NONE) if comparison and doubt else comparison


def definitions(experiment: Experiment) -> list[Definition]:
    return [OF[Indicator.VIEW], OF[experiment.outcome], RATE, DIFFERENCE]
