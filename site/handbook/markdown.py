"""The words of a chapter as HTML: CommonMark without HTML of its own, with anchors, pictures of `img/handbook`, and ways to chapters."""

import re
from collections.abc import Iterator
from itertools import pairwise

from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

ANCHOR = re.compile(r"\s*\{#([a-z-]+)\}$")
COMMONMARK = MarkdownIt("commonmark", {"html": False})


def _picture(renderer: RendererHTML, tokens: list[Token], place: int, options, env) -> str:
    """In its own size on a click."""
    return f'<a href="{tokens[place].attrGet("src")}">{renderer.image(tokens, place, options, env)}</a>'


COMMONMARK.add_render_rule("image", _picture)


def as_html(text: str) -> SafeString:
    tokens = COMMONMARK.parse(text)
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and (found := ANCHOR.search(inline.content)):
            opening.attrSet("id", found[1])
            inline.children[-1].content = ANCHOR.sub("", inline.children[-1].content)
    for token in _inside(tokens):
        if token.type == "image":
            token.attrSet("src", static(f"img/handbook/{token.attrGet('src')}"))
        elif token.type == "link_open" and "/" not in token.attrGet("href"):
            token.attrSet("href", address(*token.attrGet("href").split("#")))
    return mark_safe(COMMONMARK.renderer.render(tokens, COMMONMARK.options, {}))  # made of our own files, HTML refused


def _inside(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or ()


def address(chapter: str, part: str = "") -> str:
    """Where a chapter is read."""
    return reverse("handbook_chapter", args=[chapter]) + (f"#{part}" if part else "")
