"""What a translation says otherwise than its source: numbers, units, dates, ordinals, limits and facts."""

from collections import Counter, defaultdict
from dataclasses import replace

from facts.parity import measures
from facts.parity.lexicons.units import DURATIONS, MONEY
from facts.parity.limits import OPPOSITE
from facts.parity.problem import Problem, on
from facts.parity.quantities import Quantity

SIGNS = MONEY | {"percent"}
IN_LIST = 8  # characters between two numbers of a list

Pair = tuple[Quantity, Quantity]


class Comparison:
    """Pairs what both sides say, then tells what is left over."""

    def __init__(self, left: list[Quantity], right: list[Quantity], source_language: str, target_language: str):
        self.sides = left, right
        self.languages = source_language, target_language
        self.pairs: list[Pair] = []
        self.found: list[Problem] = []
        # Negations that are a part of a limit, and whether the other side surely has that limit.
        self.used: tuple[dict, dict] = {}, {}

    def problems(self) -> list[Problem]:
        self._facts()
        self._ordinals_and_numbers()
        self._limits()
        self._signs()
        self._unread()
        return self.found

    def _unread(self) -> None:
        """Sums, terms and ages in words are confirmed by a person; other numbers in words are only shown."""
        for side, quantities_ in enumerate(self.sides):
            self.found += [
                Problem("worded" if quantity.unit else "unread", *on(side, quantity.text))
                for quantity in quantities_
                if quantity.kind == "unread"
            ]

    def _of(self, side: int, *kinds: str) -> list[Quantity]:
        return [quantity for quantity in self.sides[side] if quantity.kind in kinds]

    def _facts(self) -> None:
        left, right = self._matched(self._of(0, "fact"), self._of(1, "fact"), lambda quantity: quantity.value)
        self.found += [Problem("fact", quantity.text, "") for quantity in left]
        self.found += [Problem("fact", "", quantity.text) for quantity in right]

    def _ordinals_and_numbers(self) -> None:
        ordinals = self._matched(self._of(0, "ordinal"), self._of(1, "ordinal"), lambda quantity: quantity.value)
        dates = self._matched(self._of(0, "date"), self._of(1, "date"), lambda quantity: quantity.value)
        numbers = self._numbers(self._of(0, "number"), self._of(1, "number"))
        ordinals, numbers = self._ordinals_as_numbers(ordinals, numbers)
        self._tell_ordinals(*ordinals)
        if _same_parts(dates, numbers):
            return
        self._tell_dates_and_numbers(dates, numbers)

    def _numbers(self, left: list[Quantity], right: list[Quantity]) -> tuple[list, list]:
        """Equal number and unit first; then a number that has a unit on one side alone."""
        left, right = self._matched(left, right, lambda quantity: (quantity.value, quantity.unit))
        for key in (measures.same_or_alone, measures.in_weeks):
            left, right = self._matched(left, right, key)
        left, right = _without_same_total(left, right)
        for side in (0, 1):
            units = [quantity for quantity in (left, right)[side] if quantity.unit]
            plain = [quantity for quantity in (right, left)[side] if not quantity.unit and not quantity.bare]
            kept, others = self._matched(units, plain, lambda quantity: quantity.value, swapped=bool(side))
            ours = _without((left, right)[side], units, kept)
            theirs = _without((right, left)[side], plain, others)
            left, right = (theirs, ours) if side else (ours, theirs)
        return left, right

    def _matched(self, left, right, key, *, swapped: bool = False) -> tuple[list[Quantity], list[Quantity]]:
        """Pair by key, sure ones and equal limits first; returns what is left of both sides in its order."""
        waiting = defaultdict(list)
        for quantity in reversed(right):
            waiting[key(quantity)].append(quantity)
        unpaired, used = [], set()
        ordered = sorted(left, key=lambda quantity: (quantity.soft, not quantity.limits))
        for quantity in ordered:
            candidates = waiting.get(key(quantity))
            if not candidates:
                unpaired.append(quantity)
                continue
            best = _best(quantity, candidates)
            other = candidates.pop(best)
            used.add(id(other))
            self.pairs.append((other, quantity) if swapped else (quantity, other))
        unpaired.sort(key=lambda quantity: quantity.start)
        return unpaired, [quantity for quantity in right if id(quantity) not in used]

    def _ordinals_as_numbers(self, ordinals, numbers):
        """“Article 1er” is “Article 1”: an ordinal answers a plain number."""
        for side in (0, 1):
            other = 1 - side
            plain = [quantity for quantity in numbers[other] if not quantity.unit and not quantity.soft]
            left, right = self._matched(ordinals[side], plain, lambda quantity: quantity.value, swapped=bool(side))
            rest = _without(numbers[other], plain, right)
            ordinals = (left, ordinals[1]) if side == 0 else (ordinals[0], left)
            numbers = (numbers[0], rest) if side == 0 else (rest, numbers[1])
        return ordinals, numbers

    def _tell_ordinals(self, left: list[Quantity], right: list[Quantity]) -> None:
        left, right = sorted(left, key=_softness), sorted(right, key=_softness)
        for one, other in zip(left, right, strict=False):
            if not (one.soft and other.soft):
                self.found.append(Problem("ordinal", one.text, other.text))
        shared = min(len(left), len(right))
        self.found += [Problem("ordinal", one.text, "") for one in left[shared:] if not one.soft]
        self.found += [Problem("ordinal", "", one.text) for one in right[shared:] if not one.soft]

    def _tell_dates_and_numbers(self, dates, numbers) -> None:
        left, right = self._other_units(*numbers)
        left, right = self._answered_by_words(left, 1), self._answered_by_words(right, 0)
        told: set[tuple[int, int, str]] = set()
        for side, kind, rest in ((0, "missing", [*dates[0], *left]), (1, "added", [*dates[1], *right])):
            for quantity in sorted(rest, key=lambda quantity: quantity.start):
                place = (side, quantity.start, quantity.text)
                if quantity.soft or place in told:
                    continue
                told.add(place)
                if quantity.unit == "share":
                    if not self._is_said(quantity, 1 - side):
                        self.found.append(Problem("fraction", *on(side, quantity.text)))
                else:
                    self.found.append(Problem(kind, *on(side, quantity.text)))

    def _is_said(self, quantity: Quantity, side: int) -> bool:
        """Whether a side says this part of a whole anywhere, and only less often."""
        return any(measures.measure(other) == measures.measure(quantity) for other in self.sides[side])

    def _other_units(self, left: list[Quantity], right: list[Quantity]):
        """A number with another unit is one problem, not two."""
        units = [[quantity for quantity in side if quantity.unit] for side in (left, right)]
        before = len(self.pairs)
        rest = self._matched(*units, lambda quantity: quantity.value)
        pairs, self.pairs = self.pairs[before:], self.pairs[:before]
        self.found += [Problem("unit", one.text, other.text) for one, other in pairs if not (one.soft and other.soft)]
        return tuple(_without(side, had, kept) for side, had, kept in zip((left, right), units, rest, strict=True))

    def _answered_by_words(self, rest: list[Quantity], other: int) -> list[Quantity]:
        """A number above twenty may be what the other side writes in words; an Arabic dual is no word of its own."""
        words = len(self._of(other, "unread"))
        kept = []
        for quantity in rest:
            if words and not quantity.soft and _is_above_twenty(quantity.value):
                words -= 1
            elif not (quantity.value == "2" and not quantity.unit and self.languages[other] == "ar"):
                kept.append(quantity)
        return kept

    def _signs(self) -> None:
        """A currency or per cent that stands on one side alone, unless it follows at the end of a list."""
        for one, other in self.pairs:
            if one.unit == other.unit or one.soft or other.soft or {"fact"} & {one.kind, other.kind}:
                continue
            if (one.unit in SIGNS and not other.unit and not self._follows(other, 1, one.unit)) or (
                other.unit in SIGNS and not one.unit and not self._follows(one, 0, other.unit)
            ):
                self.found.append(Problem("sign", one.text, other.text))

    def _follows(self, quantity: Quantity, side: int, unit: str) -> bool:
        """Whether the next number of a list has the unit: “10, 15 et 20 %”."""
        after = [one for one in self.sides[side] if quantity.end <= one.start <= quantity.end + IN_LIST]
        return any(one.unit == unit for one in after)

    def _limits(self) -> None:
        """A sure limit on one side needs at least a possible one on the other; “not more than” is “at most”.

        The negation is then a part of the limit. Where the other side denies the same limit otherwise, it stays a negation.
        """
        for one, other in self.pairs:
            if _agree(one, other):
                self._use_up(one, other)
            elif not (one.negated or other.negated) or not _agree(_as_said(one), _as_said(other)):
                self.found.append(Problem("bound", one.limited_text or one.text, other.limited_text or other.text))
                self._use_up(one, other)

    def _use_up(self, one: Quantity, other: Quantity) -> None:
        for side, quantity, answer in ((0, one, other), (1, other, one)):
            if quantity.negated:
                self.used[side][quantity.negated] = bool(answer.limits)


def _agree(one: Quantity, other: Quantity) -> bool:
    return not (one.limits - other.perhaps or other.limits - one.perhaps)


def _as_said(quantity: Quantity) -> Quantity:
    """The limit without its negation."""
    if not quantity.negated:
        return quantity
    limits = frozenset(OPPOSITE[one] for one in quantity.limits)
    return replace(quantity, limits=limits, perhaps=quantity.perhaps | limits)


def _best(quantity: Quantity, candidates: list[Quantity]) -> int:
    """The candidate of the same limits; a sure one before a soft one. Only the next few, at the end, are looked at."""
    scores = [
        (candidate.limits != quantity.limits, bool(quantity.limits - candidate.perhaps), candidate.soft)
        for candidate in reversed(candidates[-20:])
    ]
    return -1 - scores.index(min(scores))


def _without(whole: list[Quantity], had: list[Quantity], kept: list[Quantity]) -> list[Quantity]:
    gone = {id(quantity) for quantity in had} - {id(quantity) for quantity in kept}
    return [quantity for quantity in whole if id(quantity) not in gone]


def _without_same_total(left: list[Quantity], right: list[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """Durations that are divided otherwise, and together last as long."""
    totals = measures.totals(left)
    if not totals or totals != measures.totals(right):
        return left, right
    return tuple([one for one in side if one.unit not in DURATIONS] for side in (left, right))


def _softness(quantity: Quantity) -> tuple[bool, int]:
    return quantity.soft, quantity.start


def _same_parts(dates, numbers) -> bool:
    """“Du 13 au 15 avril 2016” is 2016年4月13日至15日: the parts are the same where the language groups them otherwise."""
    parts = [Counter(_parts(dates[side], numbers[side])) for side in (0, 1)]
    grouped_otherwise = any(dates) and all(len(dates[side]) + len(numbers[side]) > 1 for side in (0, 1))
    return bool(parts[0]) and grouped_otherwise and any(numbers) and parts[0] == parts[1]


def _parts(dates: list[Quantity], numbers: list[Quantity]):
    for date in dates:
        yield from (part for part in date.value.split("-") if part)
    yield from (number.value for number in numbers if not number.bare and not number.soft)


def _is_above_twenty(value: str) -> bool:
    return len(value.partition(".")[0]) > 2 or float(value if value.replace(".", "", 1).isdecimal() else 0) > 20
