"""What may be asked of an endpoint: one definition reads it, refuses it with a clear message, and describes it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import QueryDict
from rest_framework.exceptions import ParseError

from core import audiences
from core.words import languages


@dataclass(frozen=True)
class Choice:
    """One of a few words; `values` is asked at use, so that a new language needs no change."""

    name: str
    about: str
    values: Callable[[], list[str]]
    default: str = ""

    def read(self, text: str) -> str:
        if text not in self.values():
            raise ParseError(f"“{self.name}” must be one of: {', '.join(self.values())}.")
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": self.values()} | ({"default": self.default} if self.default else {})


@dataclass(frozen=True)
class Number:
    name: str
    about: str
    minimum: int
    maximum: int
    default: int

    def read(self, text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
        if not self.minimum <= number <= self.maximum:
            raise ParseError(f"“{self.name}” must be a whole number from {self.minimum} to {self.maximum}.")
        return number

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.minimum, "maximum": self.maximum, "default": self.default}


Parameter = Choice | Number

LANGUAGE = Choice("language", "Only pages in this language.", languages.codes)
WORDS_IN = Choice(
    "language",
    "In this language; what has no words in it comes in the site's first one, as `language` says.",
    languages.codes,
    default=settings.LANGUAGE_CODE,
)
AUDIENCE = Choice("audience", "Only what is for this audience.", lambda: list(audiences.known()))
STATE = Choice("state", "Only campaigns that are running, or only those that are over.", lambda: ["running", "over"])
PAGES = (
    Number("limit", "How many items at most.", 1, 50, 20),
    Number("offset", "How many items to pass over.", 0, 100_000, 0),
)


def read(parameters: Iterable[Parameter], query: QueryDict) -> dict[str, Any]:
    """The value of each parameter; raises ParseError for what is unknown, given twice or wrong."""
    known = {parameter.name: parameter for parameter in parameters}
    for name, values in query.lists():
        if name not in known:
            takes = f"known are: {', '.join(known)}" if known else "this address takes none"
            raise ParseError(f"There is no parameter “{name[:40]}”; {takes}.")
        if len(values) > 1:
            raise ParseError(f"“{name}” is given more than once.")
    return {
        name: parameter.read(query[name]) if name in query else parameter.default for name, parameter in known.items()
    }
