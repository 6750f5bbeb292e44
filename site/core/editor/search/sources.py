"""What is searched for, and what rooms find of it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.utils.functional import Promise
from wagtail.search.query import Phrase, PlainText, SearchQuery

from core import registry
from core.words import languages
from core.words.search import normalise

SHOWN = 8  # of each kind
LONGEST = 100  # letters of what is searched for
# A number as people write it in any of the site's languages, with or without its unit.
NUMBER = re.compile(r"[^\d]{0,5}(\d[\d\s\u00a0\u202f.,’']*)\D{0,12}")
GROUPED = re.compile(r"[\s\u00a0\u202f.,’'](?=\d{3}(?:\D|$))")


@dataclass(frozen=True)
class Asked:
    """The words as they were typed, without space around them."""

    text: str

    @cached_property
    def number(self) -> str:
        """As facts keep it (1500, 3.5) where a number was typed, with or without its unit; else empty."""
        found = NUMBER.fullmatch(self.text)
        if not found:
            return ""
        digits = GROUPED.sub("", found[1].strip(" \u00a0\u202f.,"))
        digits = digits.replace(",", ".")
        return digits if re.fullmatch(r"\d+(\.\d+)?", digits) else ""

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.text.split())

    @property
    def query(self) -> SearchQuery:
        """For an index of words; a number however a text writes it, of which an index makes one word or two that follow each other."""
        if not self.number:
            return PlainText(self.text)
        whole, point, part = self.number.partition(".")
        grouped = f"{int(whole):,}"
        apart = " ".join([*grouped.split(","), part]).strip()
        return Phrase(apart) | PlainText(self.number) | PlainText(f"{grouped.replace(',', '.')}{point and ','}{part}")

    @property
    def query_of_pages(self) -> SearchQuery:
        """The same for pages, whose words are indexed without accents and endings, each language by its own rules."""
        if self.number:
            return self.query
        forms = {normalise(self.text, code, remember=False) for code in languages.codes()}
        return reduce(or_, (PlainText(form) for form in sorted(forms) if form), self.query)


@dataclass(frozen=True)
class Found:
    """One thing, and where it is opened; `about` says in a line what it is, `more` are further ways: (words, address)."""

    title: str
    url: str
    about: str = ""
    language: str = ""
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Section:
    """What a room found of one kind, and how many there are in all; `url` leads to all of them, where there is such a list.

    The lowest `order` stands first: what is looked for most.
    """

    label: str | Promise
    icon: str
    found: list[Found] = field(default_factory=list)
    all: int = 0
    url: str = ""
    order: int = 50

    def holds(self, text: str) -> bool:
        """Whether something in it is called exactly so, by its title or by the first of what is said of it."""
        names = {name.strip().casefold() for one in self.found for name in (one.title, one.about.partition(" · ")[0])}
        return text.casefold() in names

    @property
    def left(self) -> int:
        return max(0, self.all - len(self.found))


Source = Callable[[Any, Asked], Iterable[Section]]

# A function of (user, what is asked): what this person may open, at most SHOWN of each kind, in a number of queries that does not grow.
SEARCHED = registry.Kind[Source]()


def sections(user, asked: Asked) -> list[Section]:
    """Those in which something was found; first of all that which bears the very name, or number, that was typed."""
    if not asked.text:
        return []
    found = (section for source in SEARCHED for section in source(user, asked) if section.found)
    return sorted(found, key=lambda section: (not section.holds(asked.text), section.order))
