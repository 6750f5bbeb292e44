"""Facts in plain text: `{fact:12}` is kept, and the value of today is read, in the language of the page.

A token that says nothing takes its sentence with it, as a fact that is kept from the page's audience does in rich text:
half a sentence says nothing, or something else.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.publication.sign_off import SignedOff
from core.text import tokens
from core.text.streams import leaves
from core.words import languages
from facts.models import Fact
from facts.shelf import TOKEN, Shelf, ShownFact, ids_in, shelves

ANY = re.compile(r"\{fact:(?P<id>[^{}]*)\}")
END = re.compile(r"(?<=[.!?…؟])\s+|(?<=[。！？])|(?<=\n)")


class Facts:
    """The kind of token that stands for a fact."""

    def hold(self, page: Any, request: HttpRequest) -> None:
        page.fact_shelf = Shelf.of({"request": request, "page": page})

    def gather(self, pages: list[Any]) -> None:
        with_tokens = [page for page in pages if spoken(page)]
        prefetch_related_objects(with_tokens, "locale")
        made = shelves(with_tokens, spoken) if with_tokens else {}
        for page in with_tokens:
            page.fact_shelf = made[page.locale.language_code].of_page(page)

    def of_page(self, text: str, page: Any) -> str:
        return told(text, shelf_of(page))

    def in_context(self, text: str, context: dict[str, Any]) -> str:
        return told(text, Shelf.of(context))

    def in_language(self, texts: list[str], language: str, page: Any = None) -> list[str]:
        shelf = Shelf(language, page)
        if ids := ids_in(texts):
            shelf.facts(ids)
        return [told(text, shelf) for text in texts]

    def bare(self, text: str) -> str:
        return ANY.sub("", text)

    def editor(self) -> dict[str, str]:
        return {
            "data-tokens-chooser": reverse("wagtailsnippetchoosers_facts_fact:choose"),
            "data-tokens-preview": reverse("facts_read"),
            "data-tokens-label": _("Insert a fact"),
            "data-tokens-read": _("Visitors read:"),
        }

    def references(self, text: str) -> Iterator[tuple[type[models.Model], str]]:
        for pk in ids_in([text]):
            yield Fact, str(pk)


def shelf_of(page: Any) -> Shelf:
    """What it is served from, or else a new one: who reads a page twice reads what is right both times."""
    return getattr(page, "fact_shelf", None) or Shelf(page.locale.language_code, page)


def spoken(page: Any) -> list[int]:
    """The facts whose tokens stand in a page, as far as it was read."""
    streams = () if page.get_deferred_fields() else leaves(page)
    return ids_in([*tokens.of_fields(page), *(value for _name, value in streams if isinstance(value, str))])


def told(text: str, shelf: Shelf) -> str:
    """The text with the value of each fact, or the label of one without value."""
    if "{fact:" not in text:
        return text
    said = {token: value(shelf, token) for token in ANY.findall(text)}
    kept = (part for part in sentences(text) if all(said[token] for token in ANY.findall(part)))
    return ANY.sub(lambda match: said[match["id"]], "".join(kept)).strip()


def value(shelf: Shelf, token: str) -> str:
    shown: ShownFact | None = next((shelf.fact(pk) for pk in ids_in([f"{{fact:{token}}}"])), None)
    if shown is None:
        return ""
    return shown.value if shown.fact.unit else shown.label


def sentences(text: str) -> list[str]:
    """A text in parts, each with the blanks after it."""
    begins = [0, *(match.end() for match in END.finditer(text) if _is_end(text[match.end() :])), len(text)]
    return [text[begin:end] for begin, end in pairwise(begins) if begin < end]


def _is_end(after: str) -> bool:
    """A point before a small letter, a digit or a token ends an abbreviation."""
    return not (after[:1].islower() or after[:1].isdigit() or after[:1] == "{")


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """What visitors read of the text that an editor is writing."""
    language = request.POST.get("language", "")
    spoken = language if language in languages.codes() else settings.LANGUAGE_CODE
    text = next(iter(tokens.in_language([request.POST.get("text", "")], spoken)))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


# What a page may not say


def refusals(instance: Any) -> list[str]:
    """One query for words that hold tokens, and none for others."""
    if not isinstance(instance, SignedOff):
        return []
    found = [text for text in tokens.texts(instance) if ANY.search(text[1])]
    known = Fact.objects.in_bulk(ids_in(text for _label, text, _takes_tokens in found)) if found else {}
    return list(dict.fromkeys(wrong for text in found for wrong in _wrong(*text, known)))


def _wrong(label: str, text: str, takes_tokens: bool, known: dict[int, Fact]) -> Iterator[str]:
    for match in ANY.finditer(text):
        said = {"field": capfirst(label), "token": match[0]}
        if not takes_tokens:
            yield _("%(field)s: no fact can stand here, and %(token)s would be read as it is. Write the words.") % said
            continue
        fact = known.get(int(match["id"])) if TOKEN.fullmatch(match[0]) else None
        if fact is None:
            yield _("%(field)s: %(token)s names no fact. Delete it, and choose the fact with “Insert a fact”.") % said
        elif not fact.live:
            yield _("%(field)s: the fact “%(fact)s” is not signed off. Have it published first.") % (
                said | {"fact": fact.name}
            )
