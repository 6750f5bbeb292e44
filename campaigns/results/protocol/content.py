"""What a plan says of one outcome, as it is kept and sealed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from math import ceil
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.results.figures import shares
from campaigns.results.figures.definitions import OF
from campaigns.results.templatetags.results_tags import percent
from core.words import numbers
from intake.names import loose

SURVEY, OUTSIDE = "survey", "outside"
ELSEWHERE = [
    (SURVEY, gettext_lazy("the answers to a question of a survey")),
    (OUTSIDE, gettext_lazy("an outside source")),
]
PERCENT = 100


@dataclass(frozen=True)
class Outcome:
    """`measure` is an indicator that is counted, or one of `ELSEWHERE`.

    As text: `before` is the share expected before, in per cent; `matters` the smallest rise that would matter, in points; `effect`
    the design effect of the weighting (L. Kish, "Survey Sampling", 1965), by which answers say less.
    """

    measure: str
    words: str = ""
    wave: int | None = None
    wave_name: str = ""
    expected: str = ""
    least: str = ""
    before: str = ""
    size: int | None = None
    matters: str = ""
    effect: str = ""

    @property
    def is_counted(self) -> bool:
        return self.measure in OF

    @property
    def name(self) -> str:
        return str(OF[self.measure].name) if self.is_counted else self.words

    @property
    def kind(self) -> str:
        return _("counted by this site") if self.is_counted else str(dict(ELSEWHERE).get(self.measure, self.measure))

    @property
    def key(self) -> tuple:
        """What makes it the same outcome in another version."""
        return (self.measure, self.wave) if self.is_counted else (self.measure, loose(self.words))

    @property
    def promise(self) -> tuple:
        """By what it will be judged."""
        return self.expected, self.least, self.before, self.size, self.matters, self.effect

    @property
    def can_find(self) -> str:
        """What its size can find, in a sentence; empty where a share or a size is missing."""
        if not (self.before and self.size):
            return ""
        share = float(self.before) / PERCENT
        rise = shares.least_rise(share, self.size / self._weight)
        said = {"n": numbers.written(self.size), "before": percent(share)}
        if rise is None:
            return _("With %(n)s answers before and as many after, no rise from %(before)s could be found.") % said
        said["points"] = numbers.written(round(PERCENT * rise, 1), 1)
        return (
            _(
                "With %(n)s answers before and as many after, a rise of %(points)s points from %(before)s is found in "
                "eight cases of ten; smaller ones mostly are not."
            )
            % said
        )

    @property
    def falls_short(self) -> str:
        """That the size cannot find the rise that would matter, and which could; empty where it can, or something is missing."""
        if not (self.before and self.size and self.matters):
            return ""
        share = float(self.before) / PERCENT
        wanted = ceil(shares.needed(share, share + float(self.matters) / PERCENT) * self._weight)
        if wanted <= self.size:
            return ""
        said = {"points": numbers.written(Decimal(self.matters)), "n": numbers.written(self.size)}
        return _(
            "This size cannot find what would matter: for a rise of %(points)s points, %(wanted)s answers before and as many after are needed, not %(n)s."
        ) % (said | {"wanted": numbers.written(wanted)})

    @property
    def _weight(self) -> float:
        return float(self.effect) if self.effect else 1.0

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Outcome":
        return cls(**kept)

    def as_kept(self) -> dict[str, Any]:
        return asdict(self)


def outcomes_of(content: Mapping[str, Any]) -> list[Outcome]:
    """The primary one first."""
    return [Outcome.read(one) for one in content.get("outcomes", [])]
