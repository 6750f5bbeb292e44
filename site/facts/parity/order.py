"""Facts, numbers of one unit and numbers to call that stand in another order than in the source: 17 for 119, and 119 for 17."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from facts.parity.compare import Comparison, Pair
from facts.parity.lexicons.patterns import folded
from facts.parity.limits import SENTENCE_END
from facts.parity.problem import Problem
from facts.parity.quantities import Quantity
from facts.parity.text import Text
from facts.typed.text.lexicon import CALL

CALLED = re.compile(folded(CALL))
SHORT = range(2, 7)  # digits of a number to call that is written without spaces: 17, 3919, 116006
SHOWN = 4


class Known(NamedTuple):
    """A fact that a sentence holds; those of one unit may be taken for one another."""

    unit: str
    name: str


FactOf = Callable[[str], Known | None]  # by the key of an anchor; None of a link that is no fact


def unknown(_key: str) -> Known:
    """Where nobody can say which facts a sentence holds, each may be taken for each."""
    return Known("", "")


def facts(comparison: Comparison, fact_of: FactOf) -> Iterator[Problem]:
    """One doubt a unit, with the names of what changed places."""
    pairs = [pair for pair in comparison.pairs if pair[0].kind == "fact" and not pair[0].value.startswith("{")]
    if not _turned(pairs):
        return  # which facts they are is only looked up where it matters
    groups, names = defaultdict(list), {}
    for pair in pairs:
        if known := fact_of(pair[0].value):
            groups[known.unit].append(pair)
            names[pair[0].value] = known.name or pair[0].text
    yield from _problems(groups, lambda quantity: names[quantity.value])


def numbers(texts: list[Text], comparison: Comparison) -> Iterator[Problem]:
    """Of one unit, or to be called."""
    calls = [_Calls(text) for text in texts]
    groups = defaultdict(list)
    for pair in comparison.pairs:
        if any(one.kind != "number" or one.soft or one.bare for one in pair):
            continue
        if pair[0].unit and pair[0].unit == pair[1].unit:
            groups[pair[0].unit].append(pair)
        elif not pair[0].unit and not pair[1].unit and all(map(_Calls.of, calls, pair)):
            groups[""].append(pair)
    yield from _problems(groups, lambda quantity: quantity.text)


class _Calls:
    """The sentences of a side that speak of calling."""

    def __init__(self, text: Text):
        self.ends = [match.start() for match in SENTENCE_END.finditer(text.folded)]
        self.sentences = {bisect_left(self.ends, match.start()) for match in CALLED.finditer(text.folded)}

    def of(self, quantity: Quantity) -> bool:
        is_short = quantity.value.isdecimal() and len(quantity.value) in SHORT
        return is_short and bisect_left(self.ends, quantity.start) in self.sentences


def _problems(groups: dict[str, list[Pair]], name: Callable[[Quantity], str]) -> Iterator[Problem]:
    for pairs in groups.values():
        if turned := _turned(pairs):
            yield Problem("order", *(" … ".join(dict.fromkeys(map(name, side[:SHOWN]))) for side in turned))


def _turned(pairs: list[Pair]) -> tuple[list[Quantity], list[Quantity]] | None:
    """What stands elsewhere, in the order of each side."""
    in_source = sorted(pairs, key=lambda pair: pair[0].start)
    in_target = sorted(pairs, key=lambda pair: pair[1].start)
    moved = [
        (one[0], other[1]) for one, other in zip(in_source, in_target, strict=True) if one[0].value != other[0].value
    ]
    return tuple(map(list, zip(*moved, strict=True))) if moved else None
