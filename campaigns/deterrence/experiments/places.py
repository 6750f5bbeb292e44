"""The places of a page that may be varied: its first sentence, a statement or a call to action among its blocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page

from core.text.tokens import kept

FIELD = "statement"
BLOCKS = {"statement": _("statement"), "call_to_action": _("call to action")}
HELP = ("helplines", "call_to_action")  # blocks that lead to help, whatever the words of another place


@dataclass(frozen=True)
class Place:
    """`key` is the name of a field, or the id of a block; `longest` are the characters of its text and of its detail."""

    key: str
    kind: str
    text: str
    detail: str
    longest: tuple[int, int]

    @property
    def label(self):
        return f"{BLOCKS[self.kind]}: {self.text}"

    @property
    def words(self) -> dict[str, str]:
        return {"text": self.text, "detail": self.detail}


def places(page: Page) -> list[Place]:
    """In the order of the page."""
    found = []
    if isinstance(getattr(page, FIELD, None), str) and page.statement:
        found.append(Place(FIELD, "statement", kept(page.statement), "", (page._meta.get_field(FIELD).max_length, 0)))
    for child in _children(page):
        if child.block_type in BLOCKS:
            blocks = child.block.child_blocks
            longest = blocks["text"].field.max_length, blocks["detail"].field.max_length
            found.append(Place(child.id, child.block_type, child.value["text"], child.value["detail"] or "", longest))
    return found


def place_of(page: Page, key: str) -> Place | None:
    return next((place for place in places(page) if place.key == key), None)


def put(page: Page, key: str, words: dict[str, str]) -> None:
    """Say something else at a place of a page that was read for one answer. All else of a block stays, its target above all."""
    if key == FIELD:
        page.statement = words["text"]
        return
    for child in _children(page):
        if child.id == key:
            child.value["text"], child.value["detail"] = words["text"], words["detail"]


def leads_to_help(page: Page) -> bool:
    return any(child.block_type in HELP for child in _children(page))


def _children(page: Page) -> Iterator[Any]:
    """The blocks of the streams of a page, the outer ones alone."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from getattr(page, field.name)
