"""Readiness: rooms register checks, each asked whether a bundle of pages may go out in one language."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Locale, Page


@dataclass(frozen=True)
class Failure:
    """What is wrong, and the address in the admin where it is mended."""

    message: str
    url: str = ""


@dataclass(frozen=True)
class Subject:
    """What is asked about: a campaign (`thing`) in one language.

    `sources` are its pages in the site's first language, `pages` the same in this one, each as it is stored and of its own
    type; `missing` are the sources that have no page in this language at all.
    """

    thing: Any
    audience: str
    locale: Locale
    sources: list[Page]
    pages: list[Page]
    missing: list[Page] = field(default_factory=list)

    @property
    def language(self) -> str:
        return self.locale.language_code

    @property
    def is_source(self) -> bool:
        return self.sources == self.pages


Ask = Callable[[Subject], list[Failure]]


@dataclass(frozen=True)
class Check:
    """`name` is stored with results; `label` says in words what holds where the check passes.

    Where there is no page in a language, a check of pages has nothing to find fault with, and has not passed either.
    """

    name: str
    label: str
    ask: Ask
    of_pages: bool = True


CHECKS: dict[str, Check] = {}


def check(name: str, label: str, *, of_pages: bool = True) -> Callable[[Ask], Ask]:
    """Decorate a function that returns what fails: an empty list where all is well."""

    def register(ask: Ask) -> Ask:
        if name in CHECKS:
            raise ValueError(f"two readiness checks are called {name}")
        CHECKS[name] = Check(name, label, ask, of_pages)
        return ask

    return register
