"""Reads a sentence into its quantities: numbers with their units, dates, ordinals and facts, whatever the language.

Each step reads one sort of thing and blots it out for the next, so that the whole is linear in the length of the text.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from country.numbering import CALLING_CODE
from facts.parity import text
from facts.parity.lexicons import patterns, units
from facts.parity.lexicons.numerals import canonical, chinese, multiplied
from facts.parity.lexicons.units import SHORT_MOMENTS
from facts.parity.lexicons.words import PARTS

BLOT = "\x00"
ABOVE_TWENTY = "+"
SURE_PARTS = 4  # beyond quarters, other languages' words are not read
MOST_PARTS = 10  # 9/10 is a part of a whole, 11/45 a number of two others
RANGE = re.compile(r" *(?:a|to|al|la|до|y|et|e|and|si|и|الى|و|至|到|-|–|—|ou|or|o|sau|или|او|或) *")


@dataclass(frozen=True)
class Quantity:
    """One thing that a translation must keep. A soft one answers the other side but is never missed nor surplus."""

    kind: str  # "number", "date", "ordinal", "fact" or "unread"
    value: str
    unit: str
    start: int
    end: int
    text: str
    soft: bool = False
    bare: bool = False  # a lone article or "one": soft, and no amount of anything
    multiplied: bool = False
    limits: frozenset[str] = field(default=frozenset())
    perhaps: frozenset[str] = field(default=frozenset())
    limited_text: str = ""
    negated: tuple[int, int] = ()  # the negation that turned its limit round: “not more than”


class Reader:
    """One pass over one sentence; `text` loses what has been read."""

    def __init__(self, sentence: text.Text, language: str):
        self.sentence = sentence
        self.language = language
        self.patterns = patterns.of(language)
        self.text = sentence.folded
        self.found: list[Quantity] = []
        self.halves: list[tuple[int, int]] = []

    def read(self) -> list[Quantity]:
        self._facts()
        for name, build in (
            ("and_half", self._and_half),
            ("fractions", self._fraction),
            ("idioms", self._nothing),
            ("always", self._always),
            ("dates", self._date),
            ("month_alone", self._month),
            ("telephones", self._telephone),
            ("clock", self._clock),
            ("legal", self._legal),
            ("ordinals", self._ordinal),
            ("one_after_unit", self._one_after_unit),
            ("duals", self._dual),
            ("chinese_percent", self._chinese_percent),
            ("digits", self._digits),
            ("chinese_numerals", self._chinese_numeral),
        ):
            pattern = getattr(self.patterns, name)
            if pattern is not None:
                self._step(pattern, build)
        self._words()
        self._roman()
        if self.patterns.articles is not None:
            self._step(self.patterns.articles, self._article)
        self._add_halves()
        return _ranges(sorted(self.found, key=lambda quantity: quantity.start), self.sentence.folded)

    def _step(self, pattern: re.Pattern, build: Callable[[re.Match], bool | None]) -> None:
        """`build` keeps what it recognises; it returns False to leave the text to later steps."""
        parts, place = [], 0
        for match in pattern.finditer(self.text):
            if match.end() == match.start() or build(match) is False:
                continue
            parts += [self.text[place : match.start()], BLOT * (match.end() - match.start())]
            place = match.end()
        self.text = "".join(parts) + self.text[place:]

    def _keep(self, kind: str, value: str, match: re.Match, unit: str = "", **more) -> None:
        start, end = match.span()
        self.found.append(Quantity(kind, value, unit, start, end, self.sentence.as_written(start, end), **more))

    def _facts(self) -> None:
        anchors = iter(self.sentence.anchors)

        def keep(match):
            anchor = next(anchors)
            self.found.append(
                Quantity("fact", anchor.key, "", *match.span(), anchor.text or anchor.key, bare=not anchor.opaque)
            )

        self._step(re.compile(text.ANCHOR), keep)

    def _nothing(self, match: re.Match) -> None:
        """An idiom: blotted out."""

    def _and_half(self, match: re.Match) -> None:
        self.halves.append(match.span())

    def _add_halves(self) -> None:
        """“deux ans et demi” and “one and a half years” are two, and one, and a half of the unit."""
        for start, end in self.halves:
            place = next((place for place, one in enumerate(self.found) if one.end == start and _is_whole(one)), None)
            if place is None:
                continue
            one = self.found[place]
            after = self.patterns.unit_after.match(self.sentence.folded, end) if not one.unit else None
            unit, end = (self.patterns.unit_of(after), after.end()) if after else (one.unit, end)
            shown = self.sentence.as_written(one.start, end)
            self.found[place] = replace(
                one, value=f"{one.value}.5", unit=unit, end=end, text=shown, soft=False, bare=False
            )

    def _fraction(self, match: re.Match) -> bool | None:
        """A part of a whole, or of a unit: “la moitié”, “half an hour”."""
        value = self._part(match)
        if value is None:
            return False
        after = self.patterns.unit_after.match(self.text, match.end())
        unit = self.patterns.unit_of(after) if after else ""
        if unit in units.DURATIONS:
            self._keep("number", f"{float(Fraction(value)):g}", match, unit)
        else:
            soft = (match.lastgroup or "").startswith("perhaps") or Fraction(value).denominator > SURE_PARTS
            self._keep("number", value, match, "share", soft=soft)
        return None

    def _part(self, match: re.Match) -> str | None:
        said = match.groupdict()
        if said["over"]:
            over, under = int(said["over"]), int(said["under"])
        elif said.get("parts"):
            over, under = (int(chinese(said[name]) or 0) for name in ("taken", "parts"))
        else:
            return PARTS[said["sign"] or match.lastgroup.removeprefix("perhaps_")]
        return str(Fraction(over, under)) if 0 < over < under <= MOST_PARTS else None

    def _always(self, match: re.Match) -> None:
        for number in dict.fromkeys(re.findall(r"\d+", match[0]) or ["7"]):
            self._keep("number", number, match, soft=True)

    def _date(self, match: re.Match) -> bool | None:
        parts = match.groupdict()
        day, year = parts.get("day"), parts.get("year")
        month = parts.get("month")
        number = self._month_number(month)
        day, year = (chinese(part) if part and not part.isdecimal() else part for part in (day, year))
        if parts.get("slashed") and int(number) > 12 >= int(day):
            day, number = number, day
        if not 1 <= int(number) <= 12 or not 1 <= int(day or 1) <= 31 or not (day or year):
            return False
        if self._is_english_verb(match, month) and not year:
            return False
        self._keep("date", f"{year or ''}-{int(number)}-{int(day) if day else ''}", match)
        return None

    def _month(self, match: re.Match) -> bool | None:
        """A month without day or year: in English only where it has a capital."""
        if self.language == "en" and not self.sentence.written[self.sentence.places[match.start()]].isupper():
            return False
        month = match["month"]
        self._keep("date", f"-{self._month_number(month)}-", match, soft=True)
        return None

    def _month_number(self, month: str) -> str:
        if month.isdecimal():
            return str(int(month))
        return self.patterns.month_numbers.get(month.rstrip("."), "") or chinese(month)

    def _is_english_verb(self, match: re.Match, month: str) -> bool:
        place = self.sentence.places[match.start("month")]
        return self.language == "en" and month in {"may", "march"} and self.sentence.written[place].islower()

    def _telephone(self, match: re.Match) -> None:
        digits = re.sub(r"\(0\)|\D", "", match[0])
        if match[0].startswith(f"+{CALLING_CODE}"):
            digits = digits.removeprefix(f"{CALLING_CODE}")
        self._keep("number", digits.lstrip("0") or "0", match)

    def _clock(self, match: re.Match) -> bool | None:
        parts = match.groupdict()
        hour, minute = int(parts["hour"]), int(parts["minute"] or 0)
        if hour > 24 or minute > 59:
            return False
        if parts.get("afternoon") and hour < 12:
            hour += 12
        elif parts.get("morning") and hour == 12:
            hour = 0
        self._keep("number", f"{hour}:{minute:02}" if minute else str(hour), match, "hour")
        return None

    def _ordinal(self, match: re.Match) -> bool | None:
        name = match.lastgroup
        if name == "signs":
            number = re.search(r"\d+", match[0])[0].lstrip("0")
            self._keep("ordinal", number, match, soft=_is_above_ten(number))
        elif name in {"article", "numeral"}:
            inner = match["article"] or match["numeral"]
            number = inner.lstrip("0") if inner.isdecimal() else chinese(inner)
            if not number:
                return False
            is_article = match["article"] is not None
            self._keep(
                "number" if is_article else "ordinal", number, match, soft=not is_article and _is_above_ten(number)
            )
        else:
            number, soft = self.patterns.ordinal_names[name]
            self._keep("ordinal", str(number), match, soft=soft)
        return None

    def _one_after_unit(self, match: re.Match) -> None:
        self._keep("number", "1", match, match.lastgroup)

    def _dual(self, match: re.Match) -> None:
        self._keep("number", "2", match, match.lastgroup)

    def _article(self, match: re.Match) -> None:
        self._keep("number", "1", match, match.lastgroup, soft=True)

    def _chinese_percent(self, match: re.Match) -> None:
        value = match["digits"] or chinese(match["numeral"])
        if value is not None:
            self._keep("number", canonical(value, self.language), match, "percent")

    def _legal(self, match: re.Match) -> None:
        """Article numbers as 225-12-1; two parts may also be a range, and are two numbers."""
        parts = match["parts"].split("-")
        if len(parts) > 2:
            self._keep("number", match["parts"], match)
            return
        for part in parts:
            self._keep("number", part.lstrip("0") or "0", match, self.patterns.unit_of(match))

    def _digits(self, match: re.Match) -> None:
        value = canonical(match["number"], self.language)
        power, unit = self.patterns.power_of(match), self.patterns.unit_of(match)
        currency, start = ("", match.start()) if unit else self.patterns.currency_before(self.text, match.start())
        shown = self.sentence.as_written(start, match.end())
        self.found.append(
            Quantity(
                "number",
                multiplied(value, power),
                unit or currency,
                start,
                match.end(),
                shown,
                multiplied=power > 0,
            )
        )

    def _chinese_numeral(self, match: re.Match) -> bool | None:
        value = chinese(match["numeral"])
        if value is None:
            return False
        unit = self.patterns.unit_of(match)
        if int(value) > 20 and not _is_spelled(match["numeral"]):
            self._beyond(*match.span("numeral"), unit)
        elif value == "1":
            self._keep("number", value, match, unit, soft=not unit or unit in SHORT_MOMENTS, bare=not unit)
        else:
            self._keep("number", value, match, unit, soft=not (unit or match["counted"]))
        return None

    def _roman(self) -> None:
        """Upper-case Roman numerals answer an ordinal or a number of the other side."""
        for match in self.patterns.roman.finditer(self.sentence.written):
            values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in match["roman"]]
            value = sum(-one if one < after else one for one, after in pairwise([*values, 0]))
            start = bisect_left(self.sentence.places, match.start())
            end = bisect_left(self.sentence.places, match.end())
            self.found.append(Quantity("ordinal", str(value), "", start, end, match[0], soft=True))

    def _words(self) -> None:
        """Numbers in words; a run that goes beyond twenty is one thing unread."""
        if self.patterns.words is None:
            return
        hits = [
            (match, *self.patterns.number_names[match.lastgroup]) for match in self.patterns.words.finditer(self.text)
        ]
        runs: list[list[tuple]] = []
        for hit in hits:
            if runs and self._continues(runs[-1][-1], hit):
                runs[-1].append(hit)
            else:
                runs.append([hit])
        blots = []
        for run in runs:
            start, end = run[0][0].start(), run[-1][0].end()
            if len(run) > 1 or run[0][1] is None:
                after = self.patterns.unit_after.match(self.text, end)
                self._beyond(start, end, self.patterns.unit_of(after) if after else "")
            else:
                end = self._word(*run[0])
            blots.append((start, end))
        self._blot(blots)

    def _beyond(self, start: int, end: int, unit: str) -> None:
        self.found.append(Quantity("unread", ABOVE_TWENTY, unit, start, end, self.sentence.as_written(start, end)))

    def _word(self, match: re.Match, value: int, soft: bool) -> int:
        after = self.patterns.unit_after.match(self.text, match.end())
        unit = self.patterns.unit_of(after) if after else ""
        end = after.end() if unit else match.end()
        if value == 1:
            soft = not unit or unit in SHORT_MOMENTS
        elif unit:
            soft = False
        shown = self.sentence.as_written(match.start(), end)
        self.found.append(
            Quantity("number", str(value), unit, match.start(), end, shown, soft=soft, bare=value == 1 and not unit)
        )
        return end

    def _continues(self, before: tuple, hit: tuple) -> bool:
        """Whether two number words are one number: “trente-deux”, “vingt et un”, but not “deux et trois”."""
        (left, low, _soft), (right, high, _soft_too) = before, hit
        gap = self.text[left.end() : right.start()].strip(" -") if right.start() - left.end() < 6 else None
        conjunction = self.patterns.conjunction
        if gap is None or gap not in {"", conjunction} or "\n" in gap or (not gap and right.start() == left.end()):
            return False
        joined = bool(gap) or (self.language == "ar" and right[0].startswith("و"))
        kinds = self.patterns.name_kind(left), self.patterns.name_kind(right)
        if "big" in kinds:
            return not (joined and kinds[0] == "small")
        if kinds == ("tens", "small"):
            return high <= 9 or self.language == "fr"
        if kinds == ("small", "tens"):
            return (joined and low <= 9) if self.language == "ar" else (low == 4 and high == 20 and not joined)
        return False

    def _blot(self, spans: list[tuple[int, int]]) -> None:
        parts, place = [], 0
        for start, end in spans:
            parts += [self.text[place:start], BLOT * (end - start)]
            place = end
        self.text = "".join(parts) + self.text[place:]


def _is_whole(quantity: Quantity) -> bool:
    return quantity.kind == "number" and quantity.value.isdecimal()


def _is_above_ten(number: str) -> bool:
    """Ordinals above ten are read in figures alone: they answer one another and are not missed."""
    return len(number) > 1 and number != "10"


def _is_spelled(numeral: str) -> bool:
    """Digit by digit, as 二〇一六 or 一一九."""
    return not set(numeral) & set("十百千万亿")


def _ranges(quantities: list[Quantity], folded: str) -> list[Quantity]:
    """In “15 à 17 ans” and “2 à 3 millions” the unit and the million belong to both."""
    for place in range(len(quantities) - 1, 0, -1):
        low, high = quantities[place - 1 : place + 1]
        if low.kind != "number" or high.kind != "number" or low.unit or high.start - low.end > 6:
            continue
        if low.soft and not (low.bare and high.unit and high.text[0].isalpha()):  # "un à trois ans"
            continue
        if low.start < high.start and RANGE.fullmatch(folded[low.end : high.start]):
            value = low.value
            if high.multiplied and not low.multiplied and len(value) < 4:
                value = value + high.value[len(high.value.rstrip("0")) :]
            quantities[place - 1] = replace(low, unit=high.unit, value=value, soft=False, bare=False)
    return quantities


def read(sentence: text.Text, language: str) -> list[Quantity]:
    """All quantities in the order of the sentence."""
    return Reader(sentence, language).read()
