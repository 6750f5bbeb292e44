"""Which numbers of a sentence are limited: “au plus”, “under”, “至少”; and by words that only may limit them."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from facts.parity.lexicons.lexicon import negations
from facts.parity.lexicons.patterns import CHINESE, alternatives, folded, known, whole
from facts.parity.lexicons.units import DURATIONS, LIMITS, MONEY
from facts.parity.quantities import Quantity
from facts.parity.text import ANCHOR, Text

SENTENCE_END = re.compile(r"[!?;؟؛。！？；\n]|(?<!\b\w)\.(?=\s|$)")
CLAUSE = re.compile(r"[,،，、()（）]")
WORD = re.compile(r"[\u3400-\u9fff]|[^\W\d]+")
CHINESE_CHARACTER = re.compile(r"[\u3400-\u9fff]")
FILLER = re.compile(r"\W*(?:(?:les?|des|the|los|las|os|as|el|la|an?|age of|l'age de|varsta de|سن|عمر|年龄)\W*)?")
NEAR, REACH = 4, 60  # words; characters looked at between a word and its number
LIMITED = {"number", "date", "fact"}
MEASURED = DURATIONS - {"hour"} | MONEY | {"percent"}
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
OPPOSITE = {"upper": "lower", "lower": "upper"}
TURNED, WEAK = {"next", "exceed"}, {"weak", "exceed"}
ENDS = re.compile(rf"{SENTENCE_END.pattern}|{CLAUSE.pattern}|[:–—…]|\x00")
FAR, FAR_CHINESE = 5, 8  # words, or characters, from a negation to “more than”
RANGE_START = 20  # characters before the lower end of a range


@lru_cache
def _pattern(language: str) -> tuple[re.Pattern, dict[str, tuple[str, str]]]:
    """One expression, the longer words first (“不超过” before “超过”), and what each of its groups says."""
    forms = [
        (form, direction, place)
        for direction, places in LIMITS.get(known(language), {}).items()
        for place, words in places.items()
        for form in alternatives(folded(words))
    ]
    forms.sort(key=lambda form: len(form[0]), reverse=True)
    groups = {f"limit{index}": (direction, place) for index, (_form, direction, place) in enumerate(forms)}
    pattern = "|".join(f"(?P<limit{index}>{form})" for index, (form, _direction, _place) in enumerate(forms))
    return re.compile(whole(pattern or "(?!)", known(language))), groups


@lru_cache
def sure_pattern(language: str) -> re.Pattern:
    """The words of limits that raise an alarm."""
    words = [
        form
        for places in LIMITS[language].values()
        for place, forms in places.items()
        if place in {"next", "near", "after"}
        for form in alternatives(folded(forms))
    ]
    return re.compile(whole("|".join(sorted(words, key=len, reverse=True)), language))


@dataclass(frozen=True)
class Word:
    """A word of limits where it stands, with the negation that turns it round."""

    start: int
    end: int
    negation: tuple[int, int] = ()

    @property
    def shown(self) -> int:
        return min(self.start, *self.negation) if self.negation else self.start


class Limits:
    """The limits of one sentence, given to its numbers word by word."""

    def __init__(self, text: Text, language: str, quantities: list[Quantity]):
        self.text = text
        self.language = language
        self.limited = quantities
        self.starts = [quantity.start for quantity in self.limited]
        self.ends = [match.start() for match in SENTENCE_END.finditer(text.folded)]
        self.sure: dict[int, dict[str, Word]] = defaultdict(dict)
        self.perhaps: dict[int, set[str]] = defaultdict(set)
        self.loose: dict[int, set[str]] = defaultdict(set)

    def apply(self) -> list[Quantity]:
        """The quantities that may be limited, each with its limits."""
        pattern, groups = _pattern(self.language)
        for match in pattern.finditer(self.text.folded):
            direction, place = groups[match.lastgroup]
            word = Word(*match.span())
            if place in TURNED and (negation := self._negation(word)):
                word = Word(word.start, max(word.end, negation[1]), negation)
                direction, place = OPPOSITE[direction], "next"
            self._place(word, direction, place)
        return [self._limited(index, quantity) for index, quantity in enumerate(self.limited)]

    def _limited(self, index: int, quantity: Quantity) -> Quantity:
        sure = self.sure.get(index, {})
        if not (sure or self.perhaps.get(index) or self.loose):
            return quantity
        start = min([quantity.start, *(word.shown for word in sure.values())])
        end = max([quantity.end, *(word.end for word in sure.values())])
        perhaps = self.perhaps.get(index, set()) | self.loose.get(self._sentence(quantity.start), set())
        return replace(
            quantity,
            limits=frozenset(sure),
            perhaps=frozenset(perhaps | set(sure)),
            negated=next((word.negation for word in sure.values() if word.negation), ()),
            limited_text=self.text.as_written(start, end).replace(ANCHOR, quantity.text),
        )

    def _negation(self, word: Word) -> tuple[int, int]:
        """What turns it round: a negation before it in its clause, or one of two parts round it (“ne dépasse pas”)."""
        place = bisect_left(self.negations, (word.start, 0))
        before = self.negations[place - 1] if place else None
        following = self.negations[place] if place < len(self.negations) else None
        if following and following[0] < word.end:  # “no more than” has its own
            return ()
        if before is None or word.start < before[1] <= word.end:
            return ()
        return before if before[1] > word.end or self._governs(before[1], word.start) else ()

    def _governs(self, end: int, start: int) -> bool:
        gap = self._gap(end, start)
        counted = bisect_left(self.starts, end) != bisect_left(self.starts, start)
        if counted or len(gap) > REACH or ENDS.search(gap):
            return False
        return len(WORD.findall(gap)) <= (FAR_CHINESE if known(self.language) == CHINESE else FAR)

    @cached_property
    def negations(self) -> list[tuple[int, int]]:
        return negations(self.text.folded, known(self.language))

    def _place(self, word: Word, direction: str, place: str) -> None:
        following, preceding = self._next(word), self._previous(word)
        if place == "after":
            if preceding is not None and not self._gap(self.limited[preceding].end, word.start).strip():
                self.sure[preceding][direction] = word
        elif place == "near":
            self._near(word, direction, following, preceding)
        elif following is None:
            self._unattached(word, direction, place)
        else:
            gap = self._gap(word.end, self.limited[following].start)
            if not FILLER.fullmatch(gap):
                self._unattached(word, direction, place)
                if self._distance(gap) <= NEAR - 1:
                    self.perhaps[following].add(direction)
            elif place in WEAK or (place == "until" and not self._is_amount(following, preceding, word)):
                self.perhaps[following].add(direction)
            else:
                self.sure[following][direction] = word

    def _near(self, word: Word, direction: str, following: int | None, preceding: int | None) -> None:
        after = self._distance(self._gap(word.end, self.starts[following])) if following is not None else NEAR + 1
        before = (
            self._distance(self._gap(self.limited[preceding].end, word.start)) if preceding is not None else NEAR + 1
        )
        if min(after, before) > NEAR:
            self._unattached(word, direction, "near")
        elif after == before:
            self.perhaps[following].add(direction)
            self.perhaps[preceding].add(direction)
        else:
            self.sure[following if after < before else preceding][direction] = word

    def _unattached(self, word: Word, direction: str, place: str) -> None:
        """Far from any number, it answers a limit of any number of its sentence."""
        if place not in WEAK:
            self.loose[self._sentence(word.start)].add(direction)
        if word.negation:
            self.loose[self._sentence(word.start)].add(OPPOSITE[direction])

    def _is_amount(self, following: int, preceding: int | None, word: Word) -> bool:
        """“Up to three years”, not “until 2016” nor “from 15 up to 17”."""
        quantity = self.limited[following]
        in_range = preceding is not None and word.start - self.limited[preceding].end < RANGE_START
        measured = quantity.kind == "fact" or (
            quantity.kind == "number" and (quantity.unit in MEASURED or _counts(quantity))
        )
        return measured and not in_range

    def _sentence(self, place: int) -> int:
        return bisect_left(self.ends, place)

    def _next(self, word: Word) -> int | None:
        index = bisect_left(self.starts, word.end)
        return index if index < len(self.starts) and self._reaches(word, self.starts[index]) else None

    def _previous(self, word: Word) -> int | None:
        index = bisect_right(self.starts, word.start) - 1
        if index < 0 or self.limited[index].end > word.start:
            return None
        return index if self._reaches(word, self.limited[index].end) else None

    def _reaches(self, word: Word, place: int) -> bool:
        return abs(place - word.start) < REACH and self._sentence(word.start) == self._sentence(place)

    def _gap(self, start: int, end: int) -> str:
        return self.text.folded[start:end]

    @staticmethod
    def _distance(gap: str) -> float:
        words = WORD.findall(gap)
        chinese = len(CHINESE_CHARACTER.findall(gap))
        return len(words) - chinese / 2 + 2 * len(CLAUSE.findall(gap))


def _counts(quantity: Quantity) -> bool:
    """“Up to 300 people”: neither a year nor an hour."""
    return not quantity.unit and not quantity.soft and quantity.value.isdecimal() and not YEAR.fullmatch(quantity.value)


def limited(text: Text, language: str, quantities: list[Quantity]) -> list[Quantity]:
    """The quantities, each with the limits that the sentence sets it."""
    may_be = [found for found in quantities if found.kind in LIMITED and not found.bare]
    others = [found for found in quantities if found.kind not in LIMITED or found.bare]
    return others + Limits(text, language, may_be).apply()
