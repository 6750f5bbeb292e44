"""A page and its French version, line by line: a person and whoever helps point at the same line.

Blocks and the items of their lists keep their ids in translations, so each finds its French one. Paragraphs have none: they
are set side by side where both texts are made of the same ones, and else as a whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue

from core.text import rich_text
from core.text.structure import VOID

Context = dict[str, Any]


@dataclass(frozen=True)
class Piece:
    """What stands on one line; `key` is the same in every language."""

    key: str
    html: SafeString


@dataclass(frozen=True)
class Pair:
    """A line in the language of the page, and in French; empty where French has no such line."""

    own: SafeString
    french: SafeString


def pairs(
    streams: list[tuple[StreamValue, StreamValue]], own_context: Context, french_context: Context
) -> list[list[Pair]]:
    """For each stream of a page and the same one in French, its lines; what French has more is left out."""
    # All French first: the facts of a page are read once a language, and those of its own language are its sources.
    with translation.override(settings.LANGUAGE_CODE):
        known = [{block.id: list(pieces(block, french_context)) for block in french} for _own, french in streams]
    return [
        [pair for block in own for pair in matched(list(pieces(block, own_context)), in_french.get(block.id, []))]
        for (own, _french), in_french in zip(streams, known, strict=True)
    ]


def matched(own: list[Piece], french: list[Piece]) -> list[Pair]:
    """The lines of one block beside those of its French."""
    in_french = {piece.key: piece.html for piece in french}
    if paragraphs(own) != paragraphs(french):
        return [Pair(together(own), together(french))]
    return [Pair(piece.html, in_french.get(piece.key, SafeString())) for piece in own]


def paragraphs(block: list[Piece]) -> list[str]:
    """The keys that tell nothing but a place: they are alike, or the texts cannot be set line by line."""
    return [piece.key for piece in block if piece.key.startswith("paragraph")]


def together(block: list[Piece]) -> SafeString:
    return mark_safe("".join(piece.html for piece in block))  # each is safe


def pieces(block: Any, context: Context) -> Iterator[Piece]:
    """The lines of a block, in their order."""
    value = block.value
    if block.block_type == "steps":
        yield heading(value)
        for number, item in enumerate(value["steps"].bound_blocks, 1):
            shown = {"number": number, "step": item.value}
            yield Piece(item.id, mark_safe(render_to_string("components/beside_step.html", shown)))
    elif block.block_type == "accordion":
        yield heading(value)
        for item in value["questions"].bound_blocks:
            answer = rich_text.render(item.value["answer"].source, context)
            yield Piece(item.id, format_html("<h3>{}</h3>{}", item.value["question"], answer))
    elif block.block_type in ("text", "notice"):
        if "heading" in value:
            yield heading(value)
        yield from lines(rich_text.render(value["text"].source, context))
    else:
        yield Piece("whole", block.render(context))


def heading(value: Any) -> Piece:
    return Piece("heading", format_html("<h2>{}</h2>", value["heading"]))


def lines(html: str) -> Iterator[Piece]:
    """Each element that stands at the top of a rich text."""
    for position, (tag, element) in enumerate(Tops(html).found):
        yield Piece(f"paragraph {position} {tag}", mark_safe(element))  # the text was safe as a whole


class Tops(HTMLParser):
    """The elements at the top of well-formed HTML, each as (tag, source)."""

    def __init__(self, html: str):
        super().__init__()
        self.html = html.replace("\n", " ")  # so that the column is the place
        self.found: list[tuple[str, str]] = []
        self.depth = self.begin = 0
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if self.depth == 0:
            self.begin = self.getpos()[1]
        if tag in VOID:
            self.end(tag)
        else:
            self.depth += 1

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        self.depth -= 1
        self.end(tag)

    def end(self, tag: str) -> None:
        if self.depth == 0:
            after = self.html.index(">", self.getpos()[1]) + 1
            self.found.append((tag, self.html[self.begin : after]))
