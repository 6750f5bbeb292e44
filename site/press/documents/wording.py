"""Words as the makers set them: in their language, with their groups of figures kept in order, long ones breakable."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from babel.core import get_global
from django.utils.translation import get_language_info

from press.composition import sheets
from press.documents.tree import Run

# Whose proofing and shapes are meant where a language is spoken in several countries and the likeliest is not ours.
COUNTRIES = {"en": "GB", "pt": "PT"}
SPACES = re.compile(r"[\t\r\n\f\v\x85\u2028\u2029]+")
UNSEEN = sheets.IGNORED | dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)))
LEFT_TO_RIGHT = "\u200e"
BREAK = "\u200b"
# What has no place to break at: no space, no isolate, no Chinese character.
UNBROKEN = re.compile(r"[^\s\u2066-\u2069\u3000-\u9fff\uff00-\uffef]+")
# Languages that Typst divides into syllables.
DIVIDED = {"fr", "en", "es", "pt", "bg"}
LONGEST = 30  # letters, of a word that is one
ADDRESS = ("http://", "https://")
# Where Typst breaks a line in an address by itself, with no sign that would be copied with it.
PARTS = re.compile(r"(?<=[/-])(?=[^\d/-])")


@dataclass(frozen=True)
class Piece:
    """A run in one language and direction."""

    text: str
    bold: bool
    italic: bool
    href: str
    language: str
    rtl: bool


def tag(language: str) -> str:
    """As files name a language, with its likeliest country: fr-FR, zh-CN (BCP 47)."""
    code, _dash, script = language.partition("-")
    known = COUNTRIES.get(language) or sheets.REGIONS.get(script)
    return f"{code}-{known or get_global('likely_subtags').get(code, code.upper()).rpartition('_')[2]}"


def rtl(language: str) -> bool:
    return get_language_info(language)["bidi"]


def cleaned(text: str) -> str:
    """On one line, without control characters and what asks for another shape of a character."""
    return SPACES.sub(" ", text).translate(UNSEEN)


def pieces(runs: Iterable[Run], language: str) -> Iterator[Piece]:
    """For programs that know no isolates: groups of figures are pieces of their own between marks from left to right."""
    for run in runs:
        own = run.language or language
        whole = Piece(cleaned(run.text), run.bold, run.italic, run.href, own, rtl(own))
        if not rtl(language):
            yield whole
            continue
        at = 0
        for match in sheets.GROUPED.finditer(whole.text):
            yield from _some(whole, whole.text[at : match.start()])
            yield replace(whole, text=f"{LEFT_TO_RIGHT}{match[0]}{LEFT_TO_RIGHT}", rtl=False)
            at = match.end()
        yield from _some(whole, whole.text[at:])


def _some(whole: Piece, text: str) -> Iterator[Piece]:
    if text:
        yield replace(whole, text=text)


def breakable(text: str, letters: int, language: str) -> str:
    """Places to break at, in words of more letters than a line holds; those that a language divides stay whole."""

    def divided(match: re.Match) -> str:
        word = match[0]
        if len(word) <= letters:
            return word
        if language in DIVIDED and len(word) <= LONGEST and word.isalpha():
            return word
        if word.startswith(ADDRESS):
            return "".join(part if len(part) <= letters else BREAK.join(part) for part in PARTS.split(word))
        return BREAK.join(word)

    return UNBROKEN.sub(divided, text)
