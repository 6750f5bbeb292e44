"""Finds the numbers of law in a text: amounts, durations and ages, articles, whole dates, numbers of helplines; shares and counts of facts.

It reads with the parity's own reader, so that a number is here what it is there. Facts are none of it: they follow the law.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from country.numbering import CALLING_CODE
from facts.parity import text
from facts.parity.lexicons import patterns
from facts.parity.quantities import RANGE, Quantity, read
from facts.typed.models import Kind
from facts.typed.text import lexicon
from facts.typed.text.bare import STANDS_FOR_A_FACT, TOKEN, Bare, bare

READER = "2"  # moves when something else is found in the same words

SENTENCE_ENDS = re.compile(r"(?<=[.!?؟…])[\s\u00a0]+(?=\D)|\n+|(?<=[。！？])")
MONTHS = {"year": 12, "month": 1}
LONGEST_LIFE = 150  # years; above, it is the year of a calendar
SHORT = 2  # digits of a number that is one of a helpline only where somebody is told to call
CALLED = 40  # characters before it in which they are told
YEAR = re.compile(r"(?:19|20)\d\d")
GAP = 6  # characters between the ends of a range

ARTICLE_NUMBER = r"(?:[lrd]\.? ?)?\d+(?:-\d+)*"
_folded_article = patterns.folded(lexicon.ARTICLE)
ARTICLE = re.compile(
    rf"(?<!\w)(?:{_folded_article})[ \xa0]?(?:n[o°]\.? ?)?(?P<first>{ARTICLE_NUMBER})(?P<more>(?:(?:, ?| (?:{patterns.folded(lexicon.AND)}) ?){ARTICLE_NUMBER}(?!\w))*)"
    rf"|第 ?(?P<chinese>{ARTICLE_NUMBER}) ?条"
    rf"|(?<![\w/-])(?P<of_code>\d+(?:-\d+)+)(?= ?(?:{patterns.folded(lexicon.CODE)}))"
    r"|(?<![\w/.-])(?P<long>(?:[lrd]\.? ?)?[1-9]\d{2,3}(?:-\d{1,4}){2,})(?![\w/-])"
)
CALL = re.compile(patterns.folded(lexicon.CALL))


@dataclass(frozen=True)
class Typed:
    """`key` is the same for all that say the same: 2 years and 24 months. `start` and `end` are places in the source.

    In the sentence each fact is its token: what it says of it, `numbers.tell` reads.
    """

    kind: str
    key: str
    text: str
    sentence: str
    start: int
    end: int

    @property
    def digest(self) -> str:
        return digest(self.sentence)


def digest(sentence: str) -> str:
    """What an answer is given for: the words of the sentence, however they are spaced, and whatever its facts say."""
    return sha256(" ".join(TOKEN.sub(STANDS_FOR_A_FACT, sentence).split()).encode()).hexdigest()


def telephone(number: str) -> str:
    """Digits alone, as the parity compares them."""
    digits = re.sub(r"\(0\)|\D", "", number)
    digits = digits.removeprefix(f"{CALLING_CODE}") if number.strip().startswith(f"+{CALLING_CODE}") else digits
    return digits.lstrip("0") or "0"


@lru_cache(maxsize=4096)
def found(
    source: str,
    language: str,
    rich: bool,
    telephones: frozenset[str] = frozenset(),
    counts: frozenset[str] = frozenset(),
) -> tuple[Typed, ...]:
    """All of them, in the order of the text; `telephones` are those of the helplines, as `telephone` gives them.

    `counts` are the shares and counts that facts say, as `counted` gives them: no other per cent or count is a number of law.
    """
    if not any(character.isnumeric() for character in source) and not _may_be_in_words(source, language):
        return ()
    return tuple(Finder(bare(source, rich=rich), language, telephones, counts).found())


def _may_be_in_words(source: str, language: str) -> bool:
    """Whether a unit of law is named at all: most texts name none, and need not be read."""
    return bool(_units(patterns.known(language)).search(text.fold(source)))


@lru_cache
def _units(language: str) -> re.Pattern:
    from facts.parity.lexicons.units import DUALS, UNITS

    forms = [words for unit, words in UNITS.get(language, {}).items() if unit in ("euro", *MONTHS, "day")]
    forms += [words for unit, words in DUALS.items() if language == "ar" and unit in (*MONTHS, "day")]
    named = patterns.folded("|".join(forms)) or "(?!)"
    return re.compile(named if language in (patterns.CHINESE, "ar") else rf"(?<!\w)(?:{named})")


@dataclass(frozen=True)
class Hit:
    """A number in the folded text."""

    kind: str
    key: str
    start: int
    end: int


class Finder:
    def __init__(self, source: Bare, language: str, telephones: frozenset[str], counts: frozenset[str]):
        self.source = source
        self.telephones, self.counts = telephones, counts
        self.patterns = patterns.of(language)
        self.text = text.read(source.readable)
        self.quantities = read(self.text, language)
        self.sentences = list(_sentences(source.text))

    def found(self) -> Iterator[Typed]:
        articles = list(self._articles())
        others = (hit for hit in self._numbers() if not any(_overlap(hit, article) for article in articles))
        for hit in sorted([*articles, *others], key=lambda hit: hit.start):
            yield self._typed(hit)

    def _typed(self, hit: Hit) -> Typed:
        first, last = self.text.places[hit.start], self.text.places[hit.end - 1] + 1
        start, end = self.source.in_source(first, last)
        shown = " ".join(self.source.text[first:last].split())
        return Typed(hit.kind, hit.key, shown, self._sentence(first), start, end)

    def _sentence(self, place: int) -> str:
        start, end = self.sentences[bisect_right(self.sentences, (place, len(self.source.text) + 1)) - 1]
        return " ".join(self.source.with_tokens(start, end).split())

    def _articles(self) -> Iterator[Hit]:
        dates = [quantity for quantity in self.quantities if quantity.kind == "date"]
        for match in ARTICLE.finditer(self.text.folded):
            number = next(match[name] for name in ("first", "chinese", "of_code", "long") if match[name])
            hit = Hit(Kind.ARTICLE, f"article {number.replace(' ', '')}", *match.span())
            if not any(_overlap(hit, date) for date in dates):
                yield hit

    def _numbers(self) -> Iterator[Hit]:
        waiting = None
        for quantity in self.quantities:
            hit = self._hit(quantity)
            if hit is None:
                continue
            if waiting and (joined := self._range(waiting, hit)):
                waiting = joined
                continue
            if waiting:
                yield waiting
            waiting = hit
        if waiting:
            yield waiting

    def _hit(self, quantity: Quantity) -> Hit | None:
        if quantity.soft:
            return None
        if quantity.kind == "unread":
            return self._unread(quantity)
        if quantity.kind == "date":
            year, month, day = quantity.value.split("-")
            return self._kept(quantity, Kind.DATE, f"date {year}-{month}-{day}") if year and month and day else None
        if quantity.kind != "number":
            return None
        if quantity.unit and quantity.unit != "percent":
            return self._measure(quantity)
        return (None if quantity.unit else self._helpline(quantity)) or self._count(quantity)

    def _measure(self, quantity: Quantity) -> Hit | None:
        key = measured(quantity.value, quantity.unit)
        if not key:
            return None
        return self._kept(quantity, Kind.AMOUNT if quantity.unit == "euro" else Kind.DURATION, key)

    def _count(self, quantity: Quantity) -> Hit | None:
        key = counted(quantity.value, quantity.unit)
        if key not in self.counts or YEAR.fullmatch(self.text.folded[quantity.start : quantity.end]):
            return None
        return self._kept(quantity, Kind.AMOUNT, key)

    def _unread(self, quantity: Quantity) -> Hit | None:
        """In words and above twenty: its unit says what it is, and no fact is held against it."""
        unit_after = self.patterns.unit_after
        unit = unit_after.match(self.text.folded, quantity.end) if unit_after else None
        name = self.patterns.unit_of(unit) if unit else ""
        if name == "euro" or name in MONTHS or name == "day":
            kind = Kind.AMOUNT if name == "euro" else Kind.DURATION
            return Hit(kind, "", quantity.start, unit.end())
        return None

    def _helpline(self, quantity: Quantity) -> Hit | None:
        number = telephone(self.text.folded[quantity.start : quantity.end])
        if number not in self.telephones:
            return None
        before = self.text.folded[max(0, quantity.start - CALLED) : quantity.start]
        if len(number) <= SHORT and not CALL.search(before):
            return None
        return self._kept(quantity, Kind.HELPLINE, f"telephone {number}")

    def _range(self, low: Hit, high: Hit) -> Hit | None:
        """“15 à 17 ans” is one thing, as a fact of the same two ends is."""
        between = self.text.folded[low.end : high.start]
        if low.kind != high.kind or low.kind not in (Kind.AMOUNT, Kind.DURATION) or not (low.key and high.key):
            return None
        if ".." in low.key or self._names_its_unit(low) or len(between) > GAP or not RANGE.fullmatch(between):
            return None
        unit, _space, first = low.key.partition(" ")
        other, _space, last = high.key.partition(" ")
        return Hit(low.kind, f"{unit} {first}..{last}", low.start, high.end) if unit == other else None

    def _names_its_unit(self, hit: Hit) -> bool:
        return any(character.isalpha() or character == "€" for character in self.text.folded[hit.start : hit.end])

    def _kept(self, quantity: Quantity, kind: str, key: str) -> Hit:
        return Hit(kind, key, quantity.start, quantity.end)


def measured(value: str, unit: str) -> str:
    """One key for what is the same: money in euros, time in months or in days; empty for any other number."""
    if unit in MONTHS:
        if not re.fullmatch(r"\d+", value):
            return f"{unit} {value}"
        if unit == "year" and int(value) > LONGEST_LIFE:
            return ""
        return f"month {int(value) * MONTHS[unit]}"
    return f"{unit} {value}" if unit in ("euro", "day") else ""


def counted(value: str, unit: str) -> str:
    """One key for a share, or for a count of four digits or more; empty for any other: 2 or 12 is said of many things."""
    if unit == "percent":
        return f"percent {value}"
    return f"number {value}" if unit in ("", "number") and re.fullmatch(r"\d{4,}", value) else ""


def _sentences(words: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in SENTENCE_ENDS.finditer(words):
        yield start, end.end()
        start = end.end()
    yield start, len(words) + 1


def _overlap(one: Hit | Quantity, other: Hit | Quantity) -> bool:
    return one.start < other.end and other.start < one.end


def telephones_of(helplines: Iterable) -> frozenset[str]:
    numbers = (number for helpline in helplines for number in (helpline.number, helpline.sms_number) if number)
    return frozenset(map(telephone, numbers))
