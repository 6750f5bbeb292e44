"""Reading a CSV file of entries: its shape, its headers and its cells, each problem with its line and the remedy."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from campaigns.outreach.directory.cells import CellError
from campaigns.outreach.directory.columns import BY_FIELD, COLUMNS, Column, column_of
from campaigns.plan.links.table import MAX_ROWS, Problems, too_long
from campaigns.results.media import csv_files
from campaigns.results.media.refusal import FileRefusedError

MAX_BYTES = 10_000_000


@dataclass
class Table:
    """Rows as {field: value}, of the fields alone that the file has; `lines` and `headers` are as in the file."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)


def read(file: UploadedFile) -> Table:
    """Read an uploaded file; one that is too big or too long is refused before it is read whole."""
    table = Table()
    if too_long(file):
        reason = _("The file has more than %(number)d rows: split it into several.")
        table.problems.add(None, reason % {"number": MAX_ROWS})
    elif file.size > MAX_BYTES:
        table.problems.add(None, _("The file is larger than 10 MB: split it into several."))
    else:
        try:
            _read(table, csv_files.lines(file.read()))
        except FileRefusedError as error:
            table.problems.add(error.line, error.reason, error.column)
    return table


def _read(table: Table, lines: Iterable[tuple[int, list[str]]]) -> None:
    filled = ((number, cells) for number, cells in lines if any(cell.strip() for cell in cells))
    first = next(filled, None)
    if first is None:
        table.problems.add(None, _("The file is empty."))
        return
    columns = _header(table, *first)
    if table.problems:
        return
    seen: dict[str, int] = {}
    for number, cells in filled:
        _row(table, columns, number, cells, seen)
    if not table.rows and not table.problems:
        table.problems.add(None, _("The file has its header and no row below it."))


def _header(table: Table, number: int, cells: list[str]) -> list[Column | None]:
    """The column of each cell; a header without a name and without anything under it is passed over."""
    columns: list[Column | None] = []
    for header in _trimmed(cells):
        column = column_of(header)
        if column is None:
            known = "; ".join(" / ".join(dict.fromkeys((one.names[0], one.field))) for one in COLUMNS)
            reason = _("“%(header)s” is not among the columns that may be there: %(known)s.")
            table.problems.add(number, reason % {"header": header[:40], "known": known}, header[:40])
        elif column.field in table.headers:
            table.problems.add(number, _("This column is there twice."), header)
        else:
            table.headers[column.field] = header.strip()
        columns.append(column)
    if "reference" not in table.headers:
        names = " / ".join(BY_FIELD["reference"].names[:2])
        table.problems.add(number, _("The column “%(column)s” is missing.") % {"column": names})
    return columns


def _row(table: Table, columns: list, number: int, cells: list[str], seen: dict[str, int]) -> None:
    cells = _trimmed(cells)
    if len(cells) > len(columns):
        reason = _("%(found)d cells, and the header has %(wanted)d.")
        table.problems.add(number, reason % {"found": len(cells), "wanted": len(columns)})
        return
    row, before = {}, table.problems.total
    for at, column in enumerate(columns):
        try:
            row[column.field] = column.value(cells[at] if at < len(cells) else "")
        except CellError as error:
            table.problems.add(number, error.reason, table.headers[column.field])
    first = seen.setdefault(row.get("reference", f"line {number}"), number)
    if first != number:
        reason = _("Line %(line)d has the reference “%(reference)s” already: keep one of the two.")
        told = reason % {"line": first, "reference": row["reference"]}
        table.problems.add(number, told, table.headers["reference"])
    if table.problems.total == before:
        table.rows.append(row)
        table.lines.append(number)


def _trimmed(cells: list[str]) -> list[str]:
    """Without the empty cells at its end."""
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells
