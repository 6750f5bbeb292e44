"""What a tree must be before anything is made of it; each problem is told with its place and its remedy."""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from press.composition import fonts
from press.content import PressError
from press.documents import illustrations, wording
from press.documents.slides import slide_room
from press.documents.tree import (
    Block,
    Code,
    Deck,
    Document,
    Heading,
    Lines,
    Listing,
    Notice,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Slide,
    Table,
)
from press.symbols import codes

MOST_ROWS, MOST_COLUMNS, MOST_LINES, LOWEST = 200, 8, 60, 4
ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|sms:)[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


def check(document: Document | Deck) -> None:
    if document.language not in dict(settings.LANGUAGES):
        raise PressError(_("The site has no language “%(code)s”.") % {"code": document.language})
    if not wording.cleaned(document.title).strip():
        raise PressError(_("The title is empty: write one."))
    for name in ("title", "subtitle", "author", "licence", "version", "date", "notice"):
        _at(document.title, _glyphs, getattr(document, name, ""), document.language)
    if isinstance(document, Deck):
        _slides(document)
    else:
        _blocks(document.blocks, document)


def _blocks(blocks: tuple[Block, ...], document: Document) -> None:
    place, level = document.title, 0
    for block in _flat(blocks, document.title):
        if isinstance(block, Heading):
            _at(block.text or place, _heading, block, level)
            place, level = block.text, block.level
        _at(place, _block, block, document.language)


def _flat(blocks: tuple[Block, ...], place: str) -> Iterator[Block]:
    """In the order in which they are read, those of a notice after it."""
    for block in blocks:
        yield block
        if isinstance(block, Notice):
            if any(isinstance(inner, PageBreak | Notice) for inner in block.blocks):
                message = _("a notice holds neither a page break nor another notice: put it after the notice.")
                raise _placed(block.title or place, message)
            yield from _flat(block.blocks, place)


def _slides(deck: Deck) -> None:
    if not deck.slides:
        raise PressError(_("There is no slide: add one."))
    for number, slide in enumerate(deck.slides, 1):
        if not slide.title.strip():
            raise PressError(_("The title of slide %(number)d is empty: write one.") % {"number": number})
        _at(slide.title, _slide, slide, deck.language)


def _slide(slide: Slide, language: str) -> None:
    _glyphs(slide.title + slide.notes, language)
    for block in slide.blocks:
        if not isinstance(block, Paragraph | Listing | Picture):
            raise PressError(_("a slide holds paragraphs, lists and a picture: put anything else in the guide."))
        _block(block, language)
    if sum(isinstance(block, Picture) for block in slide.blocks) > 1:
        raise PressError(_("there is more than one picture on this slide: make a slide of each."))
    slide_room.sizes(slide)


def _heading(heading: Heading, above: int) -> None:
    if not heading.text.strip():
        raise PressError(_("a heading is empty: write it, or take it out."))
    if not 1 <= heading.level <= min(above + 1, LOWEST):
        message = _("a heading of level %(level)d cannot follow one of level %(above)d: give it level %(right)d.")
        raise PressError(message % {"level": heading.level, "above": above, "right": min(above + 1, LOWEST)})


def _block(block: Block, language: str) -> None:
    for run in runs(block):
        _run(run, language)
    if isinstance(block, Table):
        _table(block)
    elif isinstance(block, Picture):
        _picture(block)
    elif isinstance(block, Code):
        codes.symbol(block.url)
        _address(block.url)
        if not block.letters.strip():
            raise PressError(_("a code has no letters under it: write its address as people type it."))
    elif isinstance(block, Lines) and not 1 <= block.number <= MOST_LINES:
        raise PressError(_("ask for 1 to %(most)d lines to write on.") % {"most": MOST_LINES})


def runs(block: Block) -> Iterator[Run]:
    """All words of a block but those that it holds in blocks of its own."""
    for name in ("text", "title", "caption", "alt", "letters"):
        if text := getattr(block, name, ""):
            yield Run(text)
    if isinstance(block, Paragraph):
        yield from block.runs
    elif isinstance(block, Listing):
        for item in block.items:
            yield from item
    elif isinstance(block, Table):
        yield from map(Run, block.header)
        for row in block.rows:
            for cell in row:
                yield from cell


def _run(run: Run, language: str) -> None:
    if run.language and run.language not in dict(settings.LANGUAGES):
        raise PressError(_("The site has no language “%(code)s”.") % {"code": run.language})
    _address(run.href)
    _glyphs(run.text, run.language or language)


def _address(href: str) -> None:
    if href and not ADDRESS.fullmatch(href):
        message = _("a link cannot lead to “%(href)s”: write the whole address, from https:// on.")
        raise PressError(message % {"href": href})


def _table(table: Table) -> None:
    width, name = len(table.header), table.caption or next(iter(table.header), "")
    told = {"table": name, "columns": width, "rows": len(table.rows)}
    if not 1 <= width <= MOST_COLUMNS:
        message = _("the table “%(table)s” has %(columns)d columns: give it 1 to %(most)d.")
        raise PressError(message % (told | {"most": MOST_COLUMNS}))
    if len(table.rows) > MOST_ROWS:
        message = _("the table “%(table)s” has %(rows)d rows, more than %(most)d: divide it.")
        raise PressError(message % (told | {"most": MOST_ROWS}))
    for number, row in enumerate(table.rows, 1):
        if len(row) != width:
            message = ngettext(
                "row %(number)d of the table “%(table)s” has %(cells)d cell where its header has %(columns)d: complete it.",
                "row %(number)d of the table “%(table)s” has %(cells)d cells where its header has %(columns)d: complete it.",
                len(row),
            )
            raise PressError(message % (told | {"number": number, "cells": len(row)}))
    if table.widths and (len(table.widths) != width or min(table.widths) <= 0):
        raise PressError(_("the table “%(table)s” needs a width above 0 for each column, or none at all.") % told)


def _picture(picture: Picture) -> None:
    if not picture.alt.strip() and not picture.decorative:
        raise PressError(_("a picture has no text alternative: say in words what it shows."))
    if picture.media_type not in illustrations.MEDIA_TYPES:
        raise illustrations.unusable()
    illustrations.prepared(picture.data)


def _glyphs(text: str, language: str) -> None:
    """Of what is left of the text when it is set."""
    fonts.check(wording.cleaned(text), language)


def _at(place: str, checked: Any, *given: Any) -> None:
    try:
        checked(*given)
    except PressError as error:
        raise _placed(place, error.message) from error


def _placed(place: str, message: str) -> PressError:
    return PressError(_("“%(place)s”: %(message)s") % {"place": place, "message": message}, about=place)
