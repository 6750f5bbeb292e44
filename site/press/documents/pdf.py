"""A document as a tagged PDF (PDF/UA-1) of A4 pages, set by Typst."""

import unicodedata
from base64 import b64encode
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from press.composition import sheets, typesetting
from press.content import Target
from press.documents import columns, cover, illustrations, tree, wording
from press.documents.inks import inks
from press.documents.tree import Code, Document, Heading, Lines, Listing, Notice, PageBreak, Paragraph, Picture, Table
from press.symbols import codes

WIDTH, HIGHEST = 166, 120  # mm, of the text and of a picture
LETTERS = 80  # of a line of text: longer words are divided
CELLS = 74  # letters over all columns of a table, in its smaller letters
PADDING = 3  # letters, of each column
NARROW = 18  # letters, of a column whose words are hyphenated


def pdf(document: Document) -> bytes:
    """PressError names what cannot be made, and where."""
    tree.check(document)
    with translation.override(document.language):
        return typesetting.typeset("guide", _data(document), "pdf")


def _data(document: Document) -> dict[str, Any]:
    language = document.language
    face = sheets.face(language, document.voice)
    face["colours"] |= vars(inks(document.voice))
    words = {name: _words(getattr(document, name), language) for name in ("subtitle", "notice")}
    return {
        **face,
        **words,
        "author": wording.cleaned(document.author),
        "title": wording.cleaned(document.title),
        "heading": _words(document.title, language),
        "facts": [[_words(name, language), _apart(value, language)] for name, value in cover.facts(document)],
        "description": cover.description(document),
        "contents": _("Contents") if document.contents else "",
        "close": document.is_short,
        "blocks": [_block(block, language) for block in document.blocks],
    }


def _block(block: tree.Block, language: str) -> dict[str, Any]:
    return {"kind": type(block).__name__} | SHOWN[type(block)](block, language)


def _heading(heading: Heading, language: str) -> dict[str, Any]:
    return {"text": _words(heading.text, language), "level": heading.level}


def _paragraph(paragraph: Paragraph, language: str) -> dict[str, Any]:
    return {"runs": _runs(paragraph.runs, language)}


def _listing(listing: Listing, language: str) -> dict[str, Any]:
    return {"ordered": listing.ordered, "items": [_runs(item, language) for item in listing.items]}


def _table(table: Table, language: str) -> dict[str, Any]:
    parts = columns.proportions(table)
    letters = [max(4, int(part * CELLS) - PADDING) for part in parts]
    return {
        "caption": _words(table.caption, language),
        "widths": parts,
        "header": [_words(text, language, most) for text, most in zip(table.header, letters, strict=True)],
        "rows": [[_cell(cell, language, most) for cell, most in zip(row, letters, strict=True)] for row in table.rows],
    }


def _cell(runs: tuple[tree.Run, ...], language: str, letters: int) -> dict[str, Any]:
    """One that would not find room on a page is divided between pages, and words between lines where these are short."""
    length = sum(len(run.text) for run in runs)
    return {"runs": _runs(runs, language, letters), "long": length > 40 * letters, "narrow": letters < NARROW}


def _picture(picture: Picture, language: str) -> dict[str, Any]:
    """Inside an SVG, as text: so it comes with the data, and Typst reads no file but its templates."""
    shown = illustrations.prepared(picture.data)
    width, height = shown.within(WIDTH, HIGHEST)
    address = f"data:{shown.media_type};base64,{b64encode(shown.data).decode()}"
    size = f'width="{shown.width}" height="{shown.height}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{address}"/></svg>'
    return {
        "svg": svg,
        "width": width,
        "height": height,
        "alt": wording.cleaned(picture.alt),
        "decorative": picture.decorative,
        "caption": _words(picture.caption, language),
    }


def _notice(notice: Notice, language: str) -> dict[str, Any]:
    return {"title": _words(notice.title, language), "blocks": [_block(block, language) for block in notice.blocks]}


def _lines(lines: Lines, language: str) -> dict[str, Any]:
    return {"number": lines.number}


def _code(code: Code, language: str) -> dict[str, Any]:
    letters = wording.cleaned(code.letters)
    data = codes.data(Target(code.url, letters), language)
    data["letters"] = {"text": wording.breakable(letters, LETTERS // 2, ""), "dir": "ltr"}
    return data | {"url": code.url, "caption": _words(code.caption, language)}


SHOWN: dict[type, Any] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Listing: _listing,
    Table: _table,
    Picture: _picture,
    Notice: _notice,
    Lines: _lines,
    Code: _code,
    PageBreak: lambda block, language: {},
}


def _runs(runs: tuple[tree.Run, ...], language: str, letters: int = LETTERS) -> list[dict[str, Any]]:
    return [
        {
            "text": _words(run.text, run.language or language, letters),
            "bold": run.bold,
            "italic": run.italic,
            "href": run.href,
            "spoken": sheets.spoken(run.language) if run.language else None,
        }
        for run in runs
        if run.text
    ]


def _apart(text: str, language: str) -> str:
    """A name or a version, whose words keep their own order: “CC BY-SA 4.0” on an Arabic line."""
    first = next((one for one in map(unicodedata.bidirectional, text) if one in ("L", "R", "AL")), "")
    if first != "L":
        return _words(text, language)
    return sheets.ISOLATE_FIRST_STRONG + wording.breakable(text, LETTERS // 2, language) + sheets.END_OF_ISOLATE


def _words(text: str, language: str, letters: int = LETTERS) -> str:
    return wording.breakable(sheets.ordered(wording.cleaned(text), language), letters, language)
