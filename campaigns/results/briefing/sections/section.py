"""A section of a note: rules over the figures, each with a number where it judges, and no cause where there is a before and an after.

A rule takes the evidence and gives sentences in the active language, or none.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from campaigns.results.briefing.evidence import Evidence

LEAST = 100  # openings or views, below which nothing is said of a rate
Sentences = Iterator[str]


class Depth(IntEnum):
    """How much a note says of each campaign: what a year of all has room for, what a page of one has, everything."""

    HEADLINES = 0
    PAGE = 1
    FULL = 2


@dataclass(frozen=True)
class Rule:
    """It speaks from this depth on."""

    says: Callable[[Evidence], Sentences]
    depth: Depth = Depth.PAGE


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    rules: tuple[Rule, ...]
    nothing: str  # where no rule speaks

    def sentences(self, evidence: Evidence, depth: Depth) -> list[str]:
        asked = [rule for rule in self.rules if rule.depth <= depth]
        if not asked:
            return []
        return [sentence for rule in asked for sentence in rule.says(evidence)] or [str(self.nothing)]
