"""The lexicons of a language compiled once into regular expressions, none of which can backtrack far."""

import re
from functools import lru_cache
from types import SimpleNamespace

from facts.parity.lexicons import units, words
from facts.parity.text import fold

CHINESE = "zh-hans"
ESCAPES = re.compile(r"(\\[a-zA-Z])")
LETTER = r"[^\W\u3400-\u9fff]"  # “第III章” has no space round its figures
NUMERAL = "[〇零一二三四五六七八九两十百千万亿]"
NUMBER = r"\d{1,3}(?:[ '٬]\d{3})+(?!\d)(?:[.,٫]\d+)?|\d+(?:[.,٫٬]\d+)*"
ARABIC_PREFIX = "[وف]?[بلك]?(?:ال)?"
TELEPHONE = (
    r"\+\d{1,3}(?: ?\(0\))?(?:[ .-]?\d{1,4}){2,7}|(?<![\d/-])(?<!\d[.,])0\d{0,3}(?:(?: \d{2,4}){2,6}|(?:[ .-]\d{2,4}){3,6})(?!\d)|"
    r"(?<![\d/-])(?<!\d[.,])(?<!\d )\d\d \d\d(?![\d/-]| \d)"
)
CURRENCY = "|".join(rf"(?P<before_{name}>(?<!\w)(?:{signs}))" for name, signs in units.CURRENCIES.items())
LONGEST_CURRENCY = 5  # characters: “US $ ”
NUMERIC_DATE = (
    r"(?<!\d)(?P<year>[12]\d{3})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
    r"(?<!\d)(?P<day>\d\d?)(?P<slashed>[/.])(?P<month>\d\d?)[/.](?P<year>[12]\d{3})(?!\d)(?: ?г\.?(?!\w))?",
)


class Patterns(SimpleNamespace):
    """What a language is read with; None where it has no such thing."""

    def unit_of(self, match: re.Match) -> str:
        said = match.groupdict()
        return next((unit for unit in self.unit_names if said.get(unit) is not None), "")

    def currency_before(self, text: str, place: int) -> tuple[str, int]:
        """The currency that stands before a place, and where it begins."""
        match = self.currency.search(text, max(0, place - LONGEST_CURRENCY), place)
        return (match.lastgroup.removeprefix("before_"), match.start()) if match else ("", place)

    def power_of(self, match: re.Match) -> int:
        return next((power for name, power in self.powers.items() if match[name] is not None), 0)

    def name_kind(self, match: re.Match) -> str:
        value, _soft = self.number_names[match.lastgroup]
        if value is None:
            return match.lastgroup
        return "tens" if value == 20 else "small"


def folded(pattern: str) -> str:
    """Fold the letters of a pattern, never its escapes (\\b, \\D)."""
    return "".join(part if ESCAPES.fullmatch(part) else fold(part) for part in ESCAPES.split(pattern))


def whole(pattern: str, language: str) -> str:
    """A pattern for whole words; Chinese has no spaces to tell them by."""
    return f"(?:{pattern})" if language == CHINESE else rf"(?<!\w)(?:{pattern})(?!\w)"


def alternatives(pattern: str) -> list[str]:
    """What stands between the “|” outside brackets, longest first, so that “dix-sept” is tried before “dix”."""
    parts, depth = [""], 0
    for character in pattern:
        depth += (character in "([") - (character in ")]")
        if character == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return sorted(parts, key=len, reverse=True)


def longest_first(pattern: str) -> str:
    return "|".join(alternatives(pattern))


def known(language: str) -> str:
    """The lexicon of a language code: “pt-br” reads as “pt”, any Chinese as simplified Chinese."""
    plain = language.lower().split("-")[0]
    return CHINESE if plain == "zh" else plain


@lru_cache
def of(language: str) -> Patterns:
    """The patterns of a language; of an unknown one, what digits and signs need."""
    language = known(language)
    units_here = units.of(language)
    multipliers = words.MULTIPLIERS.get(language, words.ANY_MULTIPLIER)
    powers = {f"power{index}": power for index, power in enumerate(multipliers.values())}
    edge = "" if language == CHINESE else r"(?!\w)"
    unit = "|".join(rf"(?P<{name}>(?:{longest_first(folded(forms))}){edge})" for name, forms in units_here.items())
    after = rf"(?:[ -]?(?:de |d'|din )?(?:{unit}))"
    multiplier = "|".join(
        rf"(?P<power{index}>(?:{longest_first(folded(forms))}){edge})" for index, forms in enumerate(multipliers)
    )
    multiplier = rf"(?: ?-?(?:de )?(?:{multiplier}))?" if multiplier else ""
    made = Patterns(
        unit_names=list(units_here),
        powers=powers,
        idioms=_compiled(whole(folded(words.IDIOMS[language]), language)) if language in words.IDIOMS else None,
        roman=_compiled(rf"(?<!{LETTER})(?P<roman>{words.ROMAN})(?:(?!{LETTER})|(?=e\b|ème\b))"),
        always=_compiled(rf"(?<!\d)(?:{_always(language)})(?!\d)"),
        telephones=_compiled(TELEPHONE),
        legal=_compiled(rf"(?<![\d/-])(?<!\d[.,])(?P<parts>\d{{1,4}}(?:-\d{{1,4}})+)(?![\d,.]?\d){after}?"),
        digits=_compiled(rf"(?P<number>{NUMBER}){multiplier}{after}?"),
        unit_after=_compiled(after),
        multiplier=_compiled(multiplier),
        currency=_compiled(rf"(?:{CURRENCY}) ?$"),
        fractions=_fractions(language),
        and_half=_compiled(words.AND_HALF[language]) if language in words.AND_HALF else None,
        clock=_clock(language),
        conjunction=fold(words.AND.get(language, "")),
        duals=None,
        one_after_unit=None,
        chinese_percent=None,
        chinese_numerals=None,
        articles=None,
    )
    _add_dates(made, language)
    _add_ordinals(made, language)
    _add_words(made, language)
    if language == "ar":
        _add_arabic(made)
    if language == CHINESE:
        _add_chinese(made, units_here)
    if language == "en":
        made.articles = _compiled(rf"(?<!\w)an? (?!few |couple |hundred |thousand )(?:\w+ )?(?:{unit})(?<!s)")
    return made


def _fractions(language: str) -> re.Pattern | None:
    """“un tiers”, “1/3”: the group says which; “~” forms answer alone."""
    named = words.FRACTIONS.get(language)
    if named is None:
        return None
    written = "|".join(rf"(?P<{name}>{longest_first(folded(forms))})" for name, forms in named.items())
    digits = r"(?<![\d/.,-])(?P<over>[1-9])/(?P<under>[2-9]|10)(?![\d/])|(?P<sign>[½⅓⅔¼¾])"
    if language == CHINESE:
        digits += f"|(?P<parts>{NUMERAL}{{1,3}})分之(?P<taken>{NUMERAL}{{1,3}})"
    return _compiled(f"{digits}|{whole(written, language)}")


def _always(language: str) -> str:
    own = words.ALWAYS_IN.get(language, "")
    return words.ALWAYS + (f"|(?:{longest_first(folded(own))})" if own else "")


def _compiled(pattern: str) -> re.Pattern:
    return re.compile(pattern)


def _add_dates(made: Patterns, language: str) -> None:
    made.month_numbers, made.month_alone = {}, None
    dates = list(NUMERIC_DATE)
    if language == CHINESE:
        figures = "[一二三四五六七八九十]"
        year = r"(?P<year>[12]\d{3}|[一二][〇零一二三四五六七八九]{3}) ?年 ?"
        month, day = rf"(?P<month>\d\d?|{figures}{{1,2}}) ?月", rf"(?: ?(?P<day>\d\d?|{figures}{{1,3}}) ?[日号])"
        start = rf"(?<![\d个{figures[1:-1]}])"
        dates += [rf"{year}{month}{day}?", f"{start}{month}{day}"]
        made.month_alone = _compiled(f"{start}{month}")
    elif language in units.MONTHS:
        names = [form.split("|") for form in folded(units.MONTHS[language]).split(",")]
        made.month_numbers = {
            form.replace(".", "").rstrip("?"): str(number) for number, forms in enumerate(names, 1) for form in forms
        }
        made.month_numbers["sep"] = "9"
        month = longest_first("|".join(form for forms in names for form in forms).replace(".", r"\."))
        month = rf"(?<!\w)(?P<month>{month})(?!\w)"
        if language == "ar":  # both of its names at once: أبريل/نيسان
            month += rf"(?: ?[/(] ?(?:{longest_first(folded(units.MONTHS[language]).replace(',', '|'))})\)?)?"
        full = "|".join(form for forms in names for form in forms if "." not in form)
        day = r"(?<!\d)(?P<day>\d\d?)(?:er|st|nd|rd|th|o|\.o|-[^\W\d]{2})? (?:de |of |of the )?"
        year = r"(?P<year>[12]\d{3})(?!\d)(?: ?г\.?(?!\w))?"
        link = r",? (?:de |del |of |din |سنة |عام )?"
        dates += [
            rf"{day}{month}(?:{link}{year})?",
            rf"{month} (?P<day>\d\d?)(?:st|nd|rd|th)?(?!\d|[.,]\d|:)(?:,? {year})?" if language == "en" else "",
            rf"{month}{link}{year}",
        ]
        made.month_alone = _compiled(rf"(?<!\w)(?:من |في )?(?P<month>{longest_first(full)})(?!\w)")
    made.dates = _OneOf([_compiled(pattern) for pattern in dates if pattern])


class _OneOf:
    """Several patterns as one, the earlier first: groups of one name cannot stand twice in one expression."""

    def __init__(self, patterns: list[re.Pattern]):
        self.patterns = patterns

    def finditer(self, text: str) -> list[re.Match]:
        taken, found = bytearray(len(text)), []
        for pattern in self.patterns:
            for match in pattern.finditer(text):
                if not any(taken[match.start() : match.end()]):
                    taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
                    found.append(match)
        return sorted(found, key=lambda match: match.start())


def _clock(language: str) -> re.Pattern | None:
    afternoon = folded(units.AFTERNOON.get(language, "(?!)"))
    morning = folded(units.MORNING.get(language, "(?!)"))
    half = rf" ?(?:(?P<afternoon>{afternoon})|(?P<morning>{morning}))"
    if language == CHINESE:
        return _compiled(
            r"(?P<afternoon>下午|晚上|傍晚)?(?<!\d)(?<!\d[.,])(?P<hour>\d\d?)[点时:](?!\d{3})(?P<minute>\d\d)?分?"
        )
    before = r"الساعة " if language == "ar" else r"(?<![\d:])(?<!\d[.,])"
    minutes = r"(?:(?: ?h ?|:)(?P<minute>[0-5]\d)(?![\d:]))"
    hours = r"(?: ?(?:h|heures?|horas?|ч\.?|часа|uhr))?"
    return _OneOf(
        [
            _compiled(rf"{before}(?P<hour>\d\d?){minutes}(?:{half})?"),
            _compiled(rf"(?<![\d:])(?<!\d[.,])(?P<hour>\d\d?)(?:[.](?P<minute>[0-5]\d))?{hours}{half}"),
            _compiled(rf"{before}(?P<hour>\d\d?)(?P<minute>(?!))?(?![\d:]){half}?")
            if language == "ar"
            else _compiled("(?!)"),
        ]
    )


def _add_ordinals(made: Patterns, language: str) -> None:
    made.ordinal_names, made.ordinals = {}, None
    if language == CHINESE:
        made.ordinal_names = {"first": (1, False), "perhaps": (1, True)}
        made.ordinals = _compiled(
            rf"第 ?(?P<article>\d+|{NUMERAL}+)(?= ?[条款项章节号页编段、和]|-)|第 ?(?P<numeral>\d+|{NUMERAL}+)|"
            rf"(?P<first>{words.CHINESE_FIRST})|(?P<perhaps>{words.CHINESE_FIRST_PERHAPS})"
        )
    elif language in words.ORDINALS:
        prefix = "[وف]?[بلك]?" if language == "ar" else ""
        groups = _graded(made.ordinal_names, "o", words.ORDINALS[language].split(","), first=1)
        signs = rf"|(?P<signs>{words.ORDINAL_SIGNS[language]})" if language in words.ORDINAL_SIGNS else ""
        made.ordinals = _compiled(whole(f"{prefix}(?:{groups}){signs}", language))


def _add_words(made: Patterns, language: str) -> None:
    made.number_names, made.words = {}, None
    if language not in words.SMALL:
        return
    groups = _graded(made.number_names, "n", words.SMALL[language].split(","), first=0)
    made.number_names |= {"tens": (None, False), "big": (None, False)}
    prefix = ARABIC_PREFIX if language == "ar" else ""
    beyond = rf"(?P<tens>{folded(words.TENS[language])})|(?P<big>{folded(words.BIG[language])})"
    compound = r"|(?=годиш|месеч|седмич|дневн|часов|минутн)" if language == "bg" else ""  # петнадесетгодишен
    made.words = _compiled(rf"(?<!\w){prefix}(?:{beyond}|{groups})(?:(?!\w){compound})")


def _graded(names: dict, letter: str, entries: list[str], first: int) -> str:
    """One group for the sure forms and one for the “~” forms of each number."""
    groups = []
    for number, entry in enumerate(entries, first):
        forms = alternatives(folded(entry))
        sure = "|".join(form for form in forms if not form.startswith("~"))
        perhaps = "|".join(form[1:] for form in forms if form.startswith("~"))
        for name, pattern, soft in ((f"{letter}{number}", sure, False), (f"{letter}{number}s", perhaps, True)):
            if pattern:
                names[name] = (number, soft)
                groups.append(rf"(?P<{name}>{pattern})")
    return "|".join(sorted(groups, key=len, reverse=True))


def _add_arabic(made: Patterns) -> None:
    duals = "|".join(rf"(?P<{unit}>{folded(forms)})" for unit, forms in units.DUALS.items())
    made.duals = _compiled(rf"(?<!\w)[وف]?[بلك]?(?:{duals})(?!\w)")
    singular = {unit: folded(forms.split("|")[0]) for unit, forms in units.UNITS["ar"].items() if unit in units.DUALS}
    singular["year"] += "|" + folded("عام")
    one = "|".join(rf"(?P<{unit}>(?:{forms}) واحده?ة?)" for unit, forms in singular.items())
    made.one_after_unit = _compiled(rf"(?<!\w)[وف]?[بلك]?(?:{one})(?!\w)")
    bare = "|".join(rf"(?P<{unit}>(?:{forms}))" for unit, forms in singular.items())
    made.articles = _compiled(rf"(?<!\w)[وف]?[بلك]?(?:{bare})ا?(?!\w)(?! [\d\x00])")


def _add_chinese(made: Patterns, units_here: dict[str, str]) -> None:
    made.chinese_percent = _compiled(rf"百分之(?:(?P<digits>\d+(?:\.\d+)?)|(?P<numeral>{NUMERAL}+))")
    forms = {
        unit: "|".join(form for form in alternatives(forms) if form not in units.NEVER_AFTER_WORDS)
        for unit, forms in units_here.items()
    }
    unit = "|".join(rf"(?P<{name}>{pattern})" for name, pattern in forms.items())
    made.chinese_numerals = _compiled(rf"(?P<numeral>{NUMERAL}+)(?:(?:{unit})|(?P<counted>[{words.CHINESE_COUNTED}]))?")
