"""Readiness: rooms register checks, each asked whether a bundle of pages may go out in one language."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from core import registry
from core.words.phrases import Phrase, again, phrase


class Holder(models.TextChoices):
    """Who has the next step where a check fails."""

    EDITOR = "editor", _("Editors")
    TRANSLATOR = "translator", _("Translators")
    LAWYER = "lawyer", _("Legal review")
    PUBLISHER = "publisher", _("Publishers")
    OPERATOR = "operator", _("Operator of the site")


@dataclass(frozen=True)
class Failure:
    """What is wrong, the address in the admin where it is mended, who holds it up, and since when it waits for them."""

    message: str
    url: str = ""
    holder: Holder = field(default=Holder.EDITOR, compare=False)
    since: datetime | None = field(default=None, compare=False)

    def as_json(self) -> dict[str, Any]:
        """As it is kept, to be said again in the language of whoever reads; editors are not named."""
        kept = {"message": str(self.message), "url": self.url}
        if isinstance(self.message, Phrase):
            kept["said"] = self.message.made_of
        if self.holder != Holder.EDITOR:
            kept["holder"] = self.holder.value
        if self.since:
            kept["since"] = self.since.isoformat()
        return kept


def told(kept: dict[str, Any]) -> dict[str, Any]:
    """What was kept of a failure, with its message in the language that is spoken now."""
    return kept | {"message": again(kept["said"])} if kept.get("said") else kept


@dataclass(frozen=True)
class Subject:
    """What is asked about: a campaign (`thing`) in one language.

    `sources` are its pages in the site's first language, `pages` the same in this one, each as it is stored and of its own
    type; `missing` are the sources that have no page in this language at all. `starts_at` is when it goes out, if that is to come.
    """

    thing: Any
    audience: str
    locale: Locale
    sources: list[Page]
    pages: list[Page]
    missing: list[Page] = field(default_factory=list)
    starts_at: datetime | None = None

    @property
    def language(self) -> str:
        return self.locale.language_code

    @property
    def language_name(self) -> Phrase:
        return phrase(get_language_info(self.language)["name"])

    @property
    def is_source(self) -> bool:
        return self.sources == self.pages


Ask = Callable[[Subject], list[Failure] | None]


@dataclass(frozen=True)
class Check:
    """`name` is stored with results; `label` says in words what holds where the check passes.

    Where there is no page in a language, a check of pages has nothing to find fault with, and has not passed either.
    For one that is `final` nobody can answer: what it fails for would make the start empty.
    """

    name: str
    label: str
    ask: Ask
    of_pages: bool = True
    final: bool = False


CHECKS = registry.Named(Check)


def check(name: str, label: str, *, of_pages: bool = True, final: bool = False) -> Callable[[Ask], Check]:
    """Make a check of a function that returns what fails: an empty list where all is well, None where there is nothing to look at."""
    return lambda ask: Check(name, label, ask, of_pages, final)
