"""Mails that the team reads before they leave, exactly as they go."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.words import languages
from core.words.languages import Language


@dataclass(frozen=True)
class Written:
    """A mail as it goes."""

    to: str
    subject: str
    text: str


Shown = tuple[Language, int, Written]


def first_of_each[T](found: Iterable[T], code: Callable[[T], str], write: Callable[[T], Written]) -> list[Shown]:
    """(language, how many mails, the first of them) in the order of the languages; only what is shown is written."""
    by_language: dict[str, list[T]] = {}
    for one in found:
        by_language.setdefault(code(one), []).append(one)
    order = languages.codes()
    return [
        (languages.language(code), len(theirs), write(theirs[0]))
        for code, theirs in sorted(by_language.items(), key=lambda item: order.index(item[0]))
    ]
