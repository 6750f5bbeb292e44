"""The blocks of a tree as elements of an OpenDocument text."""

from collections.abc import Callable, Iterable
from typing import Any

from press.content import Target
from press.documents import illustrations, wording
from press.documents.odt.odf import element
from press.documents.odt.odt_body import Body, paragraph
from press.documents.odt.odt_tables import boxed, tabular
from press.documents.tree import Block, Code, Heading, Lines, Listing, Notice, PageBreak, Paragraph, Picture, Run, Table
from press.symbols import codes

HIGHEST, CODE, INSET = 120, 30, 12  # mm: of a picture, of a code, what the edges of a notice take of the width


def blocks(body: Body, told: Iterable[Block]) -> list[Any]:
    return [made for block in told for made in MAKERS[type(block)](body, block)]


def _heading(body: Body, heading: Heading) -> list[Any]:
    mark, text = f"heading-{len(body.headings) + 1}", wording.cleaned(heading.text)
    body.headings.append((mark, heading.level, text))
    start, end = (element(f"text:bookmark-{edge}", {"text:name": mark}) for edge in ("start", "end"))
    told = {"text:style-name": f"Heading_20_{heading.level}", "text:outline-level": str(heading.level)}
    return [element("text:h", told, start, text, end)]


def _paragraph(body: Body, block: Paragraph) -> list[Any]:
    return [paragraph("Text_20_body", *body.spans(block.runs))]


def _listing(body: Body, listing: Listing) -> list[Any]:
    style, marks = ("List_20_Number", "Numbers") if listing.ordered else ("List_20_Bullet", "Bullets")
    items = [element("text:list-item", {}, paragraph(style, *body.spans(item))) for item in listing.items]
    return [element("text:list", {"text:style-name": marks}, *items)]


def _table(body: Body, table: Table) -> list[Any]:
    caption = [paragraph("Table_20_Caption", wording.cleaned(table.caption))] if table.caption else []
    return [*caption, tabular(body, table), paragraph("Gap")]


def _notice(body: Body, notice: Notice) -> list[Any]:
    body.width -= INSET
    words = [paragraph("Notice_20_Title", wording.cleaned(notice.title))] if notice.title else []
    inner = [*words, *blocks(body, notice.blocks)]
    body.width += INSET
    return [boxed(body, inner), paragraph("Gap")]


def _picture(body: Body, picture: Picture) -> list[Any]:
    shown = illustrations.prepared(picture.data)
    size = shown.within(body.width, HIGHEST)
    alt = "" if picture.decorative else wording.cleaned(picture.alt)
    made = [_framed(body, shown.data, shown.extension, size, alt)]
    if picture.caption:
        made.append(paragraph("Caption", wording.cleaned(picture.caption)))
    return made


def _framed(body: Body, data: bytes, extension: str, size: tuple[float, float], alt: str) -> Any:
    """Without words that stand for it, it is decoration."""
    number = len(body.files) + 1
    path = f"Pictures/{number}.{extension}"
    body.files[path] = data
    image = element("draw:image", {"xlink:href": path, "xlink:type": "simple", "xlink:actuate": "onLoad"})
    told = {"draw:name": f"Picture {number}", "draw:style-name": "Graphics", "text:anchor-type": "as-char"}
    told |= {"svg:width": f"{size[0]}mm", "svg:height": f"{size[1]}mm"}
    if not alt:
        return paragraph("Picture", element("draw:frame", told | {"loext:decorative": "true"}, image))
    return paragraph("Picture", element("draw:frame", told, image, element("svg:title", {}, alt)))


def _lines(body: Body, lines: Lines) -> list[Any]:
    return [paragraph("Writing_20_Line") for _line in range(lines.number)] + [paragraph("Gap")]


def _code(body: Body, code: Code) -> list[Any]:
    letters = wording.cleaned(code.letters)
    words = [paragraph("Notice_20_Title", wording.cleaned(code.caption))] if code.caption else []
    picture = _framed(body, codes.bitmap(code.url), "png", (CODE, CODE), codes.alternative(Target(code.url, letters)))
    return [*words, picture, paragraph("Text_20_body", *body.spans((Run(letters, href=code.url),)))]


def _page_break(body: Body, block: PageBreak) -> list[Any]:
    return [paragraph("Page_20_Break")]


MAKERS: dict[type, Callable[[Body, Any], list[Any]]] = {
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
