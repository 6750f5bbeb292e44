"""Legal parity: a translation has the numbers, amounts, durations and dates of its source, neither more nor less.

Where both languages have rules, words are read too: numbers in words, limits, negations. Where one has none, figures alone.
"""

from facts.parity import patterns, quantities, senses, text
from facts.parity.compare import Comparison
from facts.parity.figures import FiguresAlone
from facts.parity.limits import limited
from facts.parity.problem import SENSES, Problem
from facts.parity.units import UNITS

__all__ = ["SENSES", "Problem", "problems"]


def problems(source: str, source_language: str, target: str, target_language: str) -> list[Problem]:
    """All differences in the order of kinds; an empty list where the translation keeps every quantity and its sense."""
    same_links = text.links(source) & text.links(target)
    languages = source_language, target_language
    texts = [text.read(words, same_links) for words in (source, target)]
    read = [quantities.read(one, language) for one, language in zip(texts, languages, strict=True)]
    if not all(patterns.known(language) in UNITS for language in languages):
        return FiguresAlone(*read, *languages).problems()
    found = [limited(*one) for one in zip(texts, languages, read, strict=True)]
    comparison = Comparison(*found, *languages)
    return comparison.problems() + senses.problems(texts, languages, comparison)
