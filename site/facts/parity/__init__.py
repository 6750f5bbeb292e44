"""Legal parity: a translation has the numbers, amounts, durations and dates of its source, neither more nor less.

Where both languages have rules, words are read too: numbers in words, limits, negations. Where one has none, figures alone.
"""

from facts.parity import order, quantities, senses, text
from facts.parity.compare import Comparison
from facts.parity.figures import FiguresAlone
from facts.parity.lexicons import patterns
from facts.parity.lexicons.units import UNITS
from facts.parity.limits import limited
from facts.parity.order import FactOf, Known, unknown
from facts.parity.problem import SENSES, Problem

__all__ = ["SENSES", "FactOf", "Known", "Problem", "problems", "unknown"]


def problems(
    source: str, source_language: str, target: str, target_language: str, fact_of: FactOf = unknown
) -> list[Problem]:
    """All differences in the order of kinds; an empty list where the translation keeps every quantity and its sense.

    `fact_of` says which fact an anchor is (“fact 12”, “link a1”), if it is one.
    """
    same_links = text.links(source) & text.links(target)
    languages = source_language, target_language
    texts = [text.read(words, same_links) for words in (source, target)]
    read = [quantities.read(one, language) for one, language in zip(texts, languages, strict=True)]
    if not all(patterns.known(language) in UNITS for language in languages):
        return FiguresAlone(*read, *languages).problems()
    found = [limited(*one) for one in zip(texts, languages, read, strict=True)]
    comparison = Comparison(*found, *languages)
    told = comparison.problems() + senses.problems(texts, languages, comparison)
    if not any(problem.kind == "order" for problem in told):
        told += order.numbers(texts, comparison)
    return told + list(order.facts(comparison, fact_of))
