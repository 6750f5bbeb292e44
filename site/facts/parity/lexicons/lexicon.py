"""The words of a sense in a language, and where a text says them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from facts.parity.lexicons import sense_words
from facts.parity.lexicons.patterns import CHINESE, alternatives, folded, whole
from facts.parity.quantities import BLOT

GROUPS = (("negation",), ("exception", "inclusion"), ("since", "until"))
ONE_WORD = re.compile(r"\w+")
NOT_ONE_WORD = re.compile(r"[ '-]|\(\?[<=!]|\\S")  # in a form of several words

Said = tuple[tuple[str, str], ...]  # (sense, strength)


class Lexicon:
    """The words of a language: single ones are looked up, as most of a text repeats; phrases are one expression a group."""

    def __init__(self, language: str):
        self.language = language
        self.phrases: list[re.Pattern] = []
        self.single: list[tuple[str, str, re.Pattern]] = []
        for group in GROUPS:
            phrases = []
            for sense in group:
                for strength, words in sense_words.SENSES[language][sense].items():
                    forms = alternatives(folded(words))
                    single = [form for form in forms if language != CHINESE and not NOT_ONE_WORD.search(form)]
                    phrases += [(form, f"{sense}_{strength}") for form in forms if form not in single]
                    prefix = "[وف]?" if language == "ar" else ""
                    self.single.append((sense, strength, re.compile(f"{prefix}(?:{'|'.join(single) or '(?!)'})")))
            self.phrases.append(named(phrases, language))
        self.of_word = lru_cache(maxsize=20_000)(self._of_word)

    def _of_word(self, word: str) -> Said:
        """What a word says, the surest of each sense."""
        found: dict[str, str] = {}
        for sense, strength, pattern in self.single:
            if sense not in found and pattern.fullmatch(word):
                found[sense] = strength
        return tuple(found.items())

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[str, str, int, int]]:
        """(sense, strength, start, end); a word within a phrase says nothing more of the same sense."""
        taken: set[tuple[str, int]] = set()
        for pattern in self.phrases:
            for match in pattern.finditer(text, start, end):
                sense, strength, _index = match.lastgroup.split("_")
                taken.update((sense, place) for place in range(*match.span()))
                yield sense, strength, *match.span()
        if self.language == CHINESE:
            return
        for match in ONE_WORD.finditer(text, start, end):
            for sense, strength in self.of_word(match[0]):
                if (sense, match.start()) not in taken:
                    yield sense, strength, *match.span()


lexicon = lru_cache(Lexicon)


def named(forms: list[tuple[str, str]], language: str) -> re.Pattern:
    """Groups are numbered, as several forms share a name."""
    forms.sort(key=lambda form: len(form[0]), reverse=True)
    prefix = "[وف]?" if language == "ar" else ""
    pattern = "|".join(f"(?P<{name}_{index}>{form})" for index, (form, name) in enumerate(forms))
    return re.compile(whole(f"{prefix}(?:{pattern or '(?!)'})", language))


@lru_cache
def neutral(language: str) -> re.Pattern:
    return re.compile(whole("|".join(alternatives(folded(sense_words.NEUTRAL[language]))), language))


def blot(found: re.Match) -> str:
    return BLOT * len(found[0])


def negations(text: str, language: str) -> list[tuple[int, int]]:
    """Where a text says “not” for sure, in its order; idioms that only look like it are left out."""
    said = neutral(language).sub(blot, text)
    found = lexicon(language).find(said, 0, len(said))
    return sorted(
        (start, end) for sense, strength, start, end in found if sense == "negation" and strength != "perhaps"
    )
