"""The blocks of a tree as paragraphs and tables of a DOCX document."""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from docx.oxml.ns import qn

from press.content import Target
from press.documents import illustrations, wording
from press.documents.docx.docx_tables import boxed, tabular
from press.documents.docx.docx_words import Writer, element
from press.documents.tree import Block, Code, Heading, Lines, Listing, Notice, PageBreak, Paragraph, Picture, Run, Table
from press.symbols import codes

HIGHEST, CODE, INSET = 120, 30, 12  # mm: of a picture, of a code, what the edges of a notice take of the width


def blocks(writer: Writer, place: Any, told: Iterable[Block]) -> None:
    for block in told:
        MAKERS[type(block)](writer, place, block)


def _heading(writer: Writer, place: Any, heading: Heading) -> None:
    """Marked, so that the contents lead to it."""
    number = len(writer.headings) + 1
    mark, text = f"_Toc{number:09}", wording.cleaned(heading.text)
    writer.headings.append((mark, heading.level, text))
    made = writer.plain(place, f"Heading {heading.level}", text)._p
    start, end = element("w:bookmarkStart", id=str(number), name=mark), element("w:bookmarkEnd", id=str(number))
    made.find(qn("w:r")).addprevious(start)
    made.append(end)


def _paragraph(writer: Writer, place: Any, paragraph: Paragraph) -> None:
    writer.paragraph(place, "Body Text", paragraph.runs)


def _listing(writer: Writer, place: Any, listing: Listing) -> None:
    number = _anew(writer) if listing.ordered else None
    for item in listing.items:
        made = writer.paragraph(place, "List Number" if listing.ordered else "List Bullet", item)
        if number is not None:
            made._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number


def _anew(writer: Writer) -> int:
    """The number of a list that begins at 1."""
    made = writer.file.part.numbering_part.element.add_num(2)
    made.add_lvlOverride(0).add_startOverride(1)
    return made.numId


def _table(writer: Writer, place: Any, table: Table) -> None:
    if table.caption:
        caption = writer.paragraph(place, "Caption", (Run(table.caption, bold=True),))
        caption.paragraph_format.keep_with_next = True
    tabular(writer, place, table)
    writer.paragraph(place, "Gap")


def _notice(writer: Writer, place: Any, notice: Notice) -> None:
    cell = boxed(writer, place)
    writer.width -= INSET
    if notice.title:
        writer.plain(cell, "Notice Title", notice.title)
    blocks(writer, cell, notice.blocks)
    writer.width += INSET
    if not cell.paragraphs:
        writer.paragraph(cell, "Gap")
    writer.paragraph(place, "Gap")


def _picture(writer: Writer, place: Any, picture: Picture) -> None:
    shown = illustrations.prepared(picture.data)
    size = shown.within(writer.width, HIGHEST)
    writer.picture(place, BytesIO(shown.data), size, picture.alt, picture.decorative)
    if picture.caption:
        writer.plain(place, "Caption", picture.caption)


def _lines(writer: Writer, place: Any, lines: Lines) -> None:
    for _line in range(lines.number):
        # An empty paragraph would be taken for one that is still to be filled.
        writer.paragraph(place, "Writing Line").add_run()
    writer.paragraph(place, "Gap")


def _code(writer: Writer, place: Any, code: Code) -> None:
    letters = wording.cleaned(code.letters)
    if code.caption:
        writer.plain(place, "Notice Title", code.caption)
    alt = codes.alternative(Target(code.url, letters))
    writer.picture(place, BytesIO(codes.bitmap(code.url)), (CODE, CODE), alt)
    writer.paragraph(place, "Body Text", (Run(letters, href=code.url),))


def _page_break(writer: Writer, place: Any, block: PageBreak) -> None:
    writer.paragraph(place, "Page Break")


MAKERS: dict[type, Callable[[Writer, Any, Any], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Listing: _listing,
    Table: _table,
    Notice: _notice,
    Picture: _picture,
    Lines: _lines,
    Code: _code,
    PageBreak: _page_break,
}
