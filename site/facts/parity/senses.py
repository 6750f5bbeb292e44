"""What a sentence says of its numbers beside them: that it is not so, except, since, until, or, on which days.

A word that is sure on one side needs at least a possible one on the other; a list of neutral idioms is left out first.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

from facts.parity import limits
from facts.parity.compare import Comparison, Pair
from facts.parity.lexicons import sense_words
from facts.parity.lexicons.lexicon import blot, lexicon, named, neutral
from facts.parity.lexicons.patterns import CHINESE, alternatives, folded, known, whole
from facts.parity.lexicons.patterns import of as patterns_of
from facts.parity.lexicons.units import CURRENCIES, DURATIONS
from facts.parity.problem import Problem
from facts.parity.quantities import Quantity
from facts.parity.text import ANCHOR, Text

HOLD = {"number", "date", "ordinal", "fact"}
LIMIT = {"since": "lower", "until": "upper"}
SWAPPED = {"exception": "inclusion", "since": "until"}
SHOWN = 2  # words behind a negation that are shown with it
NEXT = 12  # characters between “since” and its date
AFTER = 24  # characters after an amount in which it is said how often it is due
JOINS = 60  # characters between two numbers that a word joins
YEAR = re.compile(r"(?:19|20)\d\d")
Spans = tuple[tuple[int, int], tuple[int, int]]  # of a sentence on both sides
CUT = re.compile(r"[:;：；؛]")
WORDS = re.compile(rf"(?: ?[^\s\W]+){{0,{SHOWN}}}")


@dataclass(frozen=True)
class Word:
    """One word of a sense, where it stands; “double” counts where no sure one is beside it."""

    sense: str
    strength: str
    start: int
    end: int
    text: str


@lru_cache
def _weekdays(language: str) -> re.Pattern:
    forms = []
    for number, entry in enumerate(sense_words.WEEKDAYS[language].split(","), 1):
        for form in alternatives(folded(entry)):
            forms.append((form.removeprefix("~"), f"day{number}_{'perhaps' if form[0] == '~' else 'sure'}"))
    for name, words in (("working", sense_words.WORKING_DAYS), ("weekend", sense_words.WEEKEND)):
        forms += [(form, f"{name}_perhaps") for form in alternatives(folded(words[language]))]
    return named(forms, language)


@lru_cache
def _joined(language: str) -> re.Pattern:
    joined = sense_words.JOINED[language]
    if language == CHINESE:
        return re.compile("|".join(f"(?P<{name}>{folded(words)})" for name, words in joined.items()))
    edges = {
        name: "" if language == "ar" and name == "and" else r"(?!\w)" for name in joined
    }  # Arabic “and” is a prefix
    named = "|".join(f"(?P<{name}>(?:{folded(words)}){edges[name]})" for name, words in joined.items())
    return re.compile(rf"(?<!\w)(?:{named})")


@lru_cache
def _to(language: str) -> re.Pattern:
    return re.compile(
        rf"\W*(?:{'|'.join(alternatives(folded(sense_words.TO[language])))})\W*(?:the |les? |las? |el |os? |as? )?"
    )


@lru_cache
def _forbids(language: str) -> re.Pattern:
    return re.compile(whole(folded(sense_words.FORBIDS.get(language, "(?!)")), language))


@lru_cache
def _permits(language: str) -> re.Pattern:
    return re.compile(whole(folded(sense_words.PERMITS.get(language, "(?!)")), language))


@lru_cache
def _of_the_law(language: str) -> re.Pattern:
    said = (words[language] for words in (sense_words.FORBIDS, sense_words.OF_THE_LAW) if language in words)
    return re.compile(whole(folded("|".join(said) or "(?!)"), language))


@lru_cache
def _between(language: str) -> re.Pattern:
    words = folded(sense_words.BETWEEN.get(language, "(?!)"))
    return re.compile(rf"(?:{words})*" if language == CHINESE else rf"(?: +(?:{words})(?!\w))* *")


class Side:
    """One side, with what it says of its numbers."""

    def __init__(self, text: Text, language: str, quantities: list[Quantity], used: dict[tuple[int, int], bool]):
        self.text, self.language, self.used = text, known(language), used
        self.quantities = sorted(quantities, key=lambda one: (one.start, one.end))
        self.firsts = [one.start for one in self.quantities]
        counted = [one.start for one in self.quantities if one.kind in HOLD and not one.soft]
        self.held = sorted([*counted, *(found.start() for found in _of_the_law(self.language).finditer(text.folded))])
        self.ends = [match.start() for match in limits.SENTENCE_END.finditer(text.folded)]
        self.starts = [0, *(end + 1 for end in self.ends)]
        self.spans = [
            span
            for span in zip(self.starts, [*self.ends, len(text.folded)], strict=True)
            if text.folded[span[0] : span[1]].strip(" .\n")
        ]

    def holds(self, start: int, end: int) -> bool:
        """Whether a number, a date, a fact or a word of the law stands there."""
        index = bisect_left(self.held, start)
        return index < len(self.held) and self.held[index] < end

    def sentence(self, quantity: Quantity) -> int:
        return bisect_right(self.spans, quantity.start, key=itemgetter(0))

    def shown(self, start: int, end: int) -> str:
        """A sentence among several, with the names of its facts; nothing of the whole."""
        if len(self.spans) == 1 or (start, end) not in self.spans:
            return ""
        names = iter([one.text for one in self.quantities if one.kind == "fact" and start <= one.start < end])
        return re.sub(ANCHOR, lambda _anchor: next(names), self.text.as_written(start, end))

    @property
    def read(self) -> str:
        """Without neutral idioms, and limits, which are compared apart."""
        if not hasattr(self, "_read"):
            said = neutral(self.language).sub(blot, self.text.folded)
            said = limits.sure_pattern(self.language).sub(
                lambda found: blot(found) if self._limits(found) else found[0], said
            )
            self._read = said
        return self._read

    def _limits(self, found: re.Match) -> bool:
        """Whether a word of limits stands beside a number: without one, “دون” is “without”."""
        index = bisect_left(self.firsts, found.start())
        following = self.firsts[index] - found.end() if index < len(self.firsts) else NEXT + 1
        preceding = found.start() - self.quantities[index - 1].end if index else NEXT + 1
        return following <= NEXT or 0 <= preceding <= NEXT

    def words(self, start: int, end: int) -> list[Word]:
        found = []
        for sense, strength, first, last in lexicon(self.language).find(self.read, start, end):
            if sense == "negation" and (used := self._used(first, last)) is not None:
                if used:
                    continue
                strength = "perhaps"
            if strength != "perhaps":
                shown = WORDS.match(self.read, last, end).end() if sense == "negation" else last
                found.append(Word(sense, strength, first, last, self.text.as_written(first, shown)))
            else:
                found.append(Word(sense, strength, first, last, ""))
        return self._alone_where_cut(sorted(found, key=lambda word: word.start))

    def _alone_where_cut(self, words: list[Word]) -> list[Word]:
        """A second half of a negation is whole where a colon or a semicolon parts it from every first: “…: jamais de prison”."""
        first = [word.start for word in words if word.sense == "negation" and word.strength == "sure"]
        return [
            replace(word, strength="sure")
            if first and word.strength == "double" and all(self._is_cut(word.start, start) for start in first)
            else word
            for word in words
        ]

    def _is_cut(self, one: int, other: int) -> bool:
        return bool(CUT.search(self.read, min(one, other), max(one, other)))

    def forbids(self, start: int, end: int, words: list[Word]) -> list[bool]:
        """Of each word that forbids, whether a negation denies it."""
        between = _between(self.language)
        negations = [word for word in words if word.sense == "negation" and word.strength != "perhaps"]
        return [
            any(
                word.start <= found.start() < word.end or between.fullmatch(self.read, word.end, found.start())
                for word in negations
            )
            for found in _forbids(self.language).finditer(self.read, start, end)
        ]

    def _used(self, start: int, end: int) -> bool | None:
        """Whether a negation is a part of a limit, which was compared, and surely answered."""
        return next((sure for (first, last), sure in self.used.items() if first < end and start < last), None)

    def dated(self, word: Word) -> bool:
        """Whether a date, a year or an hour follows, or in Chinese comes before."""
        place = bisect_left(self.firsts, word.end)
        after = self.quantities[place] if place < len(self.quantities) else None
        place = bisect_left(self.firsts, word.start)
        before = self.quantities[place - 1] if place else None
        return bool(
            (after and after.start - word.end <= NEXT and _is_moment(after))
            or (before and self.language == CHINESE and 0 <= word.start - before.end <= 1 and _is_moment(before))
        )

    def limited(self, direction: str) -> bool:
        return any(direction in one.perhaps for one in self.quantities)


def _is_moment(quantity: Quantity) -> bool:
    is_year = quantity.kind == "number" and YEAR.fullmatch(quantity.value)
    return quantity.kind == "date" or bool(is_year) or (quantity.kind == "number" and quantity.unit == "hour")


def problems(texts: list[Text], languages: tuple[str, str], comparison: Comparison) -> list[Problem]:
    """What is lost or added beside the numbers, sentence by sentence where both sides have as many."""
    left, right = (Side(*one) for one in zip(texts, languages, comparison.sides, comparison.used, strict=True))
    if not left.held and not right.held:
        return []
    found: list[Problem] = []
    for spans in _paired(left, right, comparison.pairs):
        if left.holds(*spans[0]) or right.holds(*spans[1]):
            found += _of_sentence(left.words(*spans[0]), right.words(*spans[1]), left, right, spans)
    if not found and len(left.spans) != len(right.spans):
        found += _round_numbers(left, right, comparison.pairs)
    found += [*_weekday_problems(left, right), *_turned(left, right), *_choices(left, right)]
    found += [*_beside(left, right), *_due(left, right), *_roman(left, right)]
    return list(dict.fromkeys(found))


def _paired(left: Side, right: Side, pairs: list[Pair]) -> Iterator[Spans]:
    """Sentence by sentence, where none has the numbers of another one."""
    if len(left.spans) == len(right.spans) and not _moved(left, right, pairs):
        yield from zip(left.spans, right.spans, strict=True)
    else:
        yield (0, len(left.text.folded)), (0, len(right.text.folded))


def _round_numbers(left: Side, right: Side, pairs: list[Pair]) -> Iterator[Problem]:
    """The negations of two sentences that alone share a number, of sides with more and fewer sentences.

    Asked only where one side has more negations than the other in all: a sentence may have taken up what its neighbour says.
    """
    sides = left, right
    if len({sum(map(len, _all_negations(side))) for side in sides}) == 1:
        return
    linked = {(left.sentence(one) - 1, right.sentence(other) - 1) for one, other in pairs if not one.soft}
    for one, other in sorted(linked):
        if sum(place[0] == one or place[1] == other for place in linked) == 1:
            spans = left.spans[one], right.spans[other]
            yield from _negations(left.words(*spans[0]), right.words(*spans[1]), sides, spans)


def _all_negations(side: Side) -> list[list[Word]]:
    return [[word for word in side.words(*span) if word.sense == "negation"] for span in side.spans]


def _moved(left: Side, right: Side, pairs: list[Pair]) -> bool:
    said = Counter((one.kind, one.value) for one, _other in pairs)
    return any(
        left.sentence(one) != right.sentence(other)
        for one, other in pairs
        if said[one.kind, one.value] == 1 and not one.soft and not other.soft
    )


def _of_sentence(left: list[Word], right: list[Word], one: Side, other: Side, spans: Spans) -> Iterator[Problem]:
    yield from _negations(left, right, (one, other), spans)
    for sense, swapped in SWAPPED.items():
        lost = [_lost(name, left, right, one, other) for name in (sense, swapped)]
        added = [_lost(name, right, left, other, one) for name in (sense, swapped)]
        if (lost[0] and added[1]) or (lost[1] and added[0]):
            first = 0 if lost[0] and added[1] else 1
            yield Problem(sense, lost[first], added[1 - first])
            continue
        for name, gone, come in zip((sense, swapped), lost, added, strict=True):
            if gone or come:
                yield Problem(name, gone, come)


def _negations(left: list[Word], right: list[Word], sides: tuple[Side, Side], spans: Spans) -> Iterator[Problem]:
    sure, perhaps = zip(*(_counted(words) for words in (left, right)), strict=True)
    forbids = [side.forbids(*span, words) for side, span, words in zip(sides, spans, (left, right), strict=True)]
    permits = [_permits(side.language).search(side.read, *span) for side, span in zip(sides, spans, strict=True)]
    # “It is not forbidden” is “it is permitted”.
    perhaps = [perhaps[one] + bool(permits[one] and any(forbids[not one])) for one in (0, 1)]
    differ = len(sure[0]) > len(sure[1]) + perhaps[1] or len(sure[1]) > len(sure[0]) + perhaps[0]
    if differ or _forbidden_on_one(sure, forbids):
        said = (" … ".join(word.text for word in one[:3]) for one in sure)
        lacks = bool(sure[0])
        yield Problem("negation", *said, sentence=sides[lacks].shown(*spans[lacks]))
    elif not any(sure):
        yield from _permitted(permits, perhaps, sides, spans)


def _permitted(
    permits: list[re.Match | None], perhaps: list[int], sides: tuple[Side, Side], spans: Spans
) -> Iterator[Problem]:
    """What one side forbids and the other permits, without a word that denies it."""
    forbids = [_forbids(side.language).search(side.read, *span) for side, span in zip(sides, spans, strict=True)]
    for one, other in ((0, 1), (1, 0)):
        if forbids[one] and permits[other] and not forbids[other] and not perhaps[other]:
            words = [
                sides[one].text.as_written(*forbids[one].span()),
                sides[other].text.as_written(*permits[other].span()),
            ]
            yield Problem("negation", *(words if one == 0 else words[::-1]), sentence=sides[one].shown(*spans[one]))


def _forbidden_on_one(sure: tuple[list[Word], list[Word]], forbids: list[list[bool]]) -> bool:
    """Whether what one side forbids is not forbidden on the other, which has more negations."""
    more = len(sure[1]) > len(sure[0])
    return (
        len(sure[0]) != len(sure[1]) and any(forbids[more]) and bool(forbids[not more]) and not any(forbids[not more])
    )


def _counted(words: list[Word]) -> tuple[list[Word], int]:
    of_negation = [word for word in words if word.sense == "negation"]
    sure = [word for word in of_negation if word.strength == "sure"]
    double = [word for word in of_negation if word.strength == "double"]
    perhaps = sum(word.strength == "perhaps" for word in of_negation)
    return (sure, perhaps + len(double)) if sure else (double[:1], perhaps + len(double[1:]))


def _lost(sense: str, mine: list[Word], others: list[Word], side: Side, other: Side) -> str:
    """The sure word of a sense that the other side has nothing like."""
    if any(word.sense == sense for word in others) or (sense in LIMIT and other.limited(LIMIT[sense])):
        return ""
    dated = sense in LIMIT
    sure = (word for word in mine if word.sense == sense and word.strength == "sure")
    return next((word.text for word in sure if not dated or side.dated(word)), "")


def _weekday_problems(left: Side, right: Side) -> Iterator[Problem]:
    days = [_days(side) for side in (left, right)]
    if not any(days):
        return
    lost = [_sure_days(days[0], days[1]), _sure_days(days[1], days[0])]
    for index in range(max(map(len, lost))):
        gone, come = (one[index] if index < len(one) else "" for one in lost)
        yield Problem("weekday", gone, come)
    if not any(lost):
        order = [[name for name, sure, _shown in one if sure and name.startswith("day")] for one in days]
        if len(order[0]) == 2 and order[0] == order[1][::-1] and order[0][0] != order[0][1]:
            yield Problem("order", *(" – ".join(shown for _name, _sure, shown in one) for one in days))


def _days(side: Side) -> list[tuple[str, bool, str]]:
    found = []
    for match in _weekdays(side.language).finditer(side.text.folded):
        name, strength, _index = match.lastgroup.split("_")
        found.append((name, strength == "sure", side.text.as_written(*match.span())))
    return found


def _sure_days(mine: list, others: list) -> list[str]:
    """The days of one side that the other does not name, nor in a word for several."""
    said = {name for name, _sure, _shown in others}
    if "working" in said:
        said |= {f"day{number}" for number in range(1, 6)}
    if "weekend" in said:
        said |= {"day6", "day7"}
    return [shown for name, sure, shown in dict.fromkeys(mine) if sure and name not in said]


def _hard(side: Side) -> list[Quantity]:
    return [one for one in side.quantities if one.kind in HOLD and not one.bare]


def _next_to(side: Side) -> Iterator[tuple[Quantity, Quantity, str]]:
    """Two quantities of a sentence with nothing counted between, and what stands there."""
    found = _hard(side)
    for one, other in pairwise(found):
        gap = side.read[one.end : other.start] if one.end <= other.start else ""
        if len(gap) <= JOINS and not limits.SENTENCE_END.search(gap) and one.value != other.value:
            yield one, other, gap


def _turned(left: Side, right: Side) -> Iterator[Problem]:
    """“12–18” that became “18–12”."""
    ranges = [
        {
            (one.value, other.value): side.text.as_written(one.start, other.end)
            for one, other, gap in _next_to(side)
            if len({one.unit, other.unit} - {""}) < 2
            and (one.start == other.start or _to(side.language).fullmatch(side.text.folded[one.end : other.start]))
        }
        for side in (left, right)
    ]
    for (low, high), shown in ranges[0].items():
        if ((high, low) in ranges[1] and (low, high) not in ranges[1] and _ascends(low, high)) or (
            (high, low) in ranges[1] and (low, high) not in ranges[1] and _ascends(high, low)
        ):
            yield Problem("order", shown, ranges[1][high, low])


def _ascends(low: str, high: str) -> bool:
    figures = [one.replace(":", ".") for one in (low, high)]
    return all(re.fullmatch(r"\d{1,15}(?:\.\d{1,9})?", one) for one in figures) and float(figures[0]) < float(
        figures[1]
    )


def _choices(left: Side, right: Side) -> Iterator[Problem]:
    """“or” between two numbers that became “and”."""
    joined = []
    for side in (left, right):
        pairs = {}
        for one, other, gap in _next_to(side):
            said = {match.lastgroup for match in _joined(side.language).finditer(gap)}
            pairs[frozenset((one.value, other.value))] = said, side.text.as_written(one.start, other.end)
        joined.append(pairs)
    for values, (said, shown) in joined[0].items():
        other, shown_other = joined[1].get(values, (set(), ""))
        if len(said) == len(other) == 1 and said != other:
            yield Problem("choice", shown, shown_other)


def _beside(left: Side, right: Side) -> Iterator[Problem]:
    """A sign, a multiplier or a unit that stands beside a fact on one side alone, or is another."""
    beside = [dict(_signs_beside(side)) for side in (left, right)]
    for key in beside[0].keys() | beside[1].keys():
        one, other = (signs.get(key, ("", "")) for signs in beside)
        if one[0] != other[0] and not ({one[0], other[0]} & {""} and {one[0], other[0]} & DURATIONS):
            yield Problem("beside", one[1], other[1])


def _due(left: Side, right: Side) -> Iterator[Problem]:
    """“A day” beside an amount on one side alone, or “a month” on the other."""
    due = [dict(_periods(side)) for side in (left, right)]
    for value in due[0].keys() & due[1].keys():
        one, other = due[0][value], due[1][value]
        if one[0] != other[0]:
            yield Problem("beside", one[1], other[1])


def _periods(side: Side) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """((amount, currency), (how often it is due, as it is written)) of each amount; "" where nothing is said of that."""
    before = NEXT if side.language == CHINESE else 0
    for place, one in enumerate(side.quantities):
        if one.kind != "number" or one.unit not in CURRENCIES:
            continue
        following = next((other.start for other in side.quantities[place + 1 :] if not other.soft), len(side.read))
        ends = [following, one.end + AFTER, *(end for end in side.ends if end >= one.end)][:3]
        start, end = max(0, one.start - before), min(ends)
        found = _per(side.language).search(side.text.folded, start if before else one.end, end)
        last = max(one.end, found.end()) if found else one.end
        shown = side.text.as_written(min(one.start, found.start()) if found else one.start, last)
        yield (one.value, one.unit), (found.lastgroup if found else "", shown)


@lru_cache
def _per(language: str) -> re.Pattern:
    words = sense_words.PER.get(language, {})
    edge = "" if language == CHINESE else r"(?!\w)"
    return re.compile("|".join(rf"(?P<{name}>(?:{folded(said)}){edge})" for name, said in words.items()) or "(?!)")


def _signs_beside(side: Side) -> Iterator[tuple[str, tuple[str, str]]]:
    patterns, said = patterns_of(side.language), side.text.folded
    for one in side.quantities:
        if one.kind != "fact" or one.bare:
            continue
        multiplier = patterns.multiplier.match(said, one.end)
        end = multiplier.end() if multiplier else one.end
        after = patterns.unit_after.match(said, end)
        before, start = patterns.currency_before(said, one.start)
        power = patterns.power_of(multiplier) if multiplier else 0
        unit = (patterns.unit_of(after) if after else "") or before
        end = after.end() if after else end
        shown = side.text.as_written(start, end).replace(ANCHOR, one.text)
        yield one.value, (f"{power or ''}{unit}", shown)


def _roman(left: Side, right: Side) -> Iterator[Problem]:
    """A Roman numeral that is no number of the other side, which has another."""
    numerals = [
        [one for one in side.quantities if one.kind == "ordinal" and _is_roman(one.text)] for side in (left, right)
    ]
    values = [{one.value for one in side.quantities} for side in (left, right)]
    lost = [
        [one for one in mine if one.value not in theirs] for mine, theirs in zip(numerals, values[::-1], strict=True)
    ]
    for index in range(max(map(len, lost))):
        gone, come = (one[index].text if index < len(one) else "" for one in lost)
        yield Problem("roman", gone, come)


def _is_roman(text: str) -> bool:
    return len(text) > 1 and set(text) <= set("IVX")
