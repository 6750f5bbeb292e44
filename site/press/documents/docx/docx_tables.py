"""Tables and boxes of a DOCX document, in the order of elements that the standard demands (ECMA-376, part 1, section 17.4)."""

from collections.abc import Sequence
from typing import Any

from docx.table import _Cell

from press.documents import columns, wording
from press.documents.docx.docx_words import Writer, element
from press.documents.tree import Table

TWENTIETHS = 1440 / 25.4  # of a point in a millimetre


def tabular(writer: Writer, place: Any, table: Table) -> None:
    """Its header is repeated on each page, and no row is divided between two."""
    parts = columns.proportions(table)
    rows = [_row(writer, parts, header=True), *(_row(writer, parts) for _cells in table.rows)]
    _insert(writer, place, "GuideTable", parts, rows, mirrored=wording.rtl(writer.language))
    for cell, text in zip(_cells(place, rows[0]), table.header, strict=True):
        writer.plain(cell, "Table Heading", text)
    for row, told in zip(rows[1:], table.rows, strict=True):
        for cell, runs in zip(_cells(place, row), told, strict=True):
            writer.paragraph(cell, "Table Text", runs)


def boxed(writer: Writer, place: Any) -> Any:
    """One cell with a bar along the edge at which lines begin: its style says which, so it runs from left to right."""
    row = _row(writer, (1,), whole=False)
    _insert(writer, place, "NoticeBox", (1,), [row], mirrored=False)
    return _cells(place, row)[0]


def _insert(writer: Writer, place: Any, style: str, parts: Sequence[float], rows: list[Any], mirrored: bool) -> None:
    shape = element("w:tblPr")
    shape.append(element("w:tblStyle", val=style))
    if mirrored:
        shape.append(element("w:bidiVisual"))
    shape.append(element("w:tblW", w=_width(writer.width), type="dxa"))
    shape.append(element("w:tblLayout", type="fixed"))
    shape.append(
        element("w:tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noVBand="1")
    )
    widths = element("w:tblGrid")
    widths.extend(element("w:gridCol", w=_width(writer.width * part)) for part in parts)
    made = element("w:tbl")
    made.extend([shape, widths, *rows])
    holder = writer.file.element.body if place is writer.file else place._tc
    holder._insert_tbl(made)


def _row(writer: Writer, parts: Sequence[float], header: bool = False, whole: bool = True) -> Any:
    made, shape = element("w:tr"), element("w:trPr")
    shape.extend(element(kind) for kind, wanted in (("w:cantSplit", whole), ("w:tblHeader", header)) if wanted)
    made.append(shape)
    for part in parts:
        cell, size = element("w:tc"), element("w:tcPr")
        size.append(element("w:tcW", w=_width(writer.width * part), type="dxa"))
        cell.append(size)
        made.append(cell)
    return made


def _cells(place: Any, row: Any) -> list[Any]:
    return [_Cell(cell, place) for cell in row.tc_lst]


def _width(millimetres: float) -> str:
    return str(round(millimetres * TWENTIETHS))
