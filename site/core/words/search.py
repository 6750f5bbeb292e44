"""Search that finds a word in any of its forms, accents or not, the same on SQLite and on PostgreSQL.

Both databases index and look for words as `normalise` gives them, so neither needs a dictionary, an extension or a
configuration of its own. Words are folded (accents, Arabic vowel signs, width, case), then reduced to their stem with
Snowball; Chinese and Japanese, which put no space between words, become overlapping pairs of characters.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any

import snowballstemmer

from core import registry

STEMMERS = {
    "ar": "arabic",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "pt": "portuguese",
    "ro": "romanian",
}
ARABIC_ARTICLE = re.compile(r"^(?:[وفبك]?ال|لل)(?=.{3})")
# Snowball has no Bulgarian: what its endings add to a word is a vowel, and after it the article. Written as `fold` leaves it.
BULGARIAN_ARTICLE = re.compile(r"(?<=.{3})(?:(?<=[ащят])та|(?<=[еио])то|(?<=[еи])те|ът|ят)$")
BULGARIAN_VOWEL = re.compile(r"(?<=.{3})[аеиоуя]$")
TATWEEL = "\u0640"
WORD = re.compile(r"[^\W_]+", re.UNICODE)
# A function that takes a page and returns words that it shows beside those of its own fields.
WORDS = registry.Kind[Callable[[Any], Iterable[str]]]()
CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff]+")


def words_of(page: Any) -> list[str]:
    return [word for source in WORDS for word in source(page)]


def fold(text: str) -> str:
    """Lower case without accents, vowel signs or stretched letters: "Pénalités" gives "penalites"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(
        character for character in decomposed if not unicodedata.combining(character) and character != TATWEEL
    )


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word, found again from each of its forms; the word where the language has no stemmer."""
    if language == "bg":
        return BULGARIAN_VOWEL.sub("", BULGARIAN_ARTICLE.sub("", word))
    name = STEMMERS.get(language)
    if name == "arabic":
        # Snowball takes the article off some words together with their ending, and off others not at all.
        # One pass leaves the plural longer than the singular.
        word = _stemmer(name).stemWord(ARABIC_ARTICLE.sub("", word))
    return _stemmer(name).stemWord(word) if name else word


@cache
def _stemmer(name: str):
    return snowballstemmer.stemmer(name)


def normalise(text: str, language: str, *, remember: bool = True) -> str:
    """The words of a text as they are indexed and looked for, separated by spaces.

    What a visitor typed is not to be remembered: not even the stems of its words stay in the memory of the process.
    """
    stem_of = stem if remember else stem.__wrapped__
    words: list[str] = []
    for word in WORD.findall(fold(text)):
        for part in re.split(f"({CJK.pattern})", word):
            if CJK.fullmatch(part):
                words.extend(part[i : i + 2] for i in range(max(1, len(part) - 1)))
            elif part:
                words.append(stem_of(part, language))
    return " ".join(words)
