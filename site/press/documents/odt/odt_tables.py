"""Tables and boxes of an OpenDocument text."""

from typing import Any

from press.documents import columns, wording
from press.documents.odt.odf import element
from press.documents.odt.odt_body import Body, paragraph
from press.documents.tree import Table

PADDING = {"fo:padding-left": "2mm", "fo:padding-right": "2mm", "fo:padding-top": "1.4mm", "fo:padding-bottom": "1.4mm"}


def tabular(body: Body, table: Table) -> Any:
    """Its header is repeated on each page, and no row is divided between two."""
    header = [paragraph("Table_20_Heading", wording.cleaned(text)) for text in table.header]
    rows = [[paragraph("Table_20_Contents", *body.spans(cell)) for cell in row] for row in table.rows]
    heavy, hair = f"0.9pt solid {body.inks.ink}", f"0.5pt solid {body.inks.line}"
    head = PADDING | {"fo:background-color": body.inks.panel, "fo:border-top": heavy, "fo:border-bottom": heavy}
    styles = {"Header_cell": head, "Cell": PADDING | {"fo:border-bottom": hair}}
    for name, told in styles.items():
        body.style(name, "table-cell", {"style:table-cell-properties": told})
    return _grid(
        body,
        "rl-tb" if wording.rtl(body.language) else "lr-tb",
        columns.proportions(table),
        element("table:table-header-rows", {}, _row(body, header, "Header_cell")),
        *(_row(body, row, "Cell") for row in rows),
    )


def boxed(body: Body, content: list[Any]) -> Any:
    """One cell on a light ground, with a bar along the edge at which lines begin."""
    edge = "right" if wording.rtl(body.language) else "left"
    bar = {f"fo:border-{edge}": f"1.2mm solid {body.inks.accent}", "fo:background-color": body.inks.panel}
    told = bar | {"fo:padding": "4mm"}
    body.style("Box", "table-cell", {"style:table-cell-properties": told})
    cell = element("table:table-cell", {"table:style-name": "Box", "office:value-type": "string"}, *content)
    # From left to right in any language: Writer puts the edges of a table from right to left on their other side.
    return _grid(body, "lr-tb", (1,), element("table:table-row", {}, cell))


def _grid(body: Body, mode: str, parts: tuple[float, ...], *rows: Any) -> Any:
    number = sum(name.startswith("Grid") and "." not in name for name in body.styles) + 1
    shape = {"style:width": f"{body.width}mm", "table:align": "margins", "fo:margin-top": "2mm"}
    name = body.style(f"Grid{number}", "table", {"style:table-properties": shape | {"style:writing-mode": mode}})
    made = [element("table:table-column", {"table:style-name": _column(body, name, *one)}) for one in enumerate(parts)]
    return element("table:table", {"table:name": name, "table:style-name": name}, *made, *rows)


def _column(body: Body, table: str, number: int, part: float) -> str:
    width = {"style:column-width": f"{body.width * part:.2f}mm", "style:rel-column-width": f"{round(part * 10_000)}*"}
    return body.style(f"{table}.{number + 1}", "table-column", {"style:table-column-properties": width})


def _row(body: Body, cells: list[Any], style: str) -> Any:
    whole = body.style("Row", "table-row", {"style:table-row-properties": {"fo:keep-together": "always"}})
    told = {"table:style-name": style, "office:value-type": "string"}
    return element(
        "table:table-row", {"table:style-name": whole}, *(element("table:table-cell", told, one) for one in cells)
    )
