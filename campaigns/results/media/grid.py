"""An uploaded file as headings and lines of cells, before anybody says which column is what."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from campaigns.plan.links.table import MAX_BYTES, MAX_ROWS
from campaigns.results.media import csv_files, personal, xlsx_files
from campaigns.results.media.headings import are_headings
from campaigns.results.media.refusal import FileRefusedError
from campaigns.results.media.xlsx_files import Cell

MAX_COLUMNS = 100
PREAMBLE = 20  # lines that may stand above the headings
type Line = tuple[int, list[Cell]]


@dataclass
class Grid:
    """`lines` are numbered as in the file; each has as many cells as there are headings."""

    sha256: str
    headings: list[str]
    lines: list[Line]


def read(file: UploadedFile, kind: str) -> Grid:
    """Read a CSV or XLSX file; raises FileRefusedError."""
    if file.size > MAX_BYTES:
        raise FileRefusedError(_("The file is larger than 5 MB: split it into several."))
    data = file.read()
    if not data.strip():
        raise FileRefusedError(_("The file is empty."))
    (number, cells), below = _beginning(data, kind)
    headings = _headings(number, cells)
    lines = list(_lines(headings, below))
    if not lines:
        raise FileRefusedError(_("The file has its headings and no row below them."))
    return Grid(hashlib.sha256(data).hexdigest(), headings, lines)


def _beginning(data: bytes, kind: str) -> tuple[Line, Iterator[Line]]:
    """The line of headings and those below it: of the sheet where they are known, else of the first that has any."""
    first = None
    for lines in xlsx_files.sheets(data) if xlsx_files.is_xlsx(data) else [csv_files.lines(data)]:
        filled = _filled(lines)
        top = list(islice(filled, PREAMBLE))
        at = next((at for at, (_number, cells) in enumerate(top) if are_headings(cells, kind)), None)
        if at is not None:
            return top[at], chain(top[at + 1 :], filled)
        if top and first is None:
            first = top[0], chain(top[1:], filled)
    if first is None:
        raise FileRefusedError(_("The file is empty."))
    return first


def _filled(lines: Iterable[Line]) -> Iterator[Line]:
    return ((number, cells) for number, cells in lines if any(str(cell).strip() for cell in cells))


def _headings(number: int, cells: list[Cell]) -> list[str]:
    headings = _trimmed([str(cell).strip() for cell in cells])
    if len(headings) >= MAX_COLUMNS:
        raise FileRefusedError(_("There are a hundred columns or more: export those alone that are needed."), number)
    personal.check_headings(number, headings)
    return headings


def _lines(headings: list[str], below: Iterator[Line]) -> Iterator[Line]:
    wanted = len(headings)
    for count, (number, cells) in enumerate(below):
        cells = _trimmed(cells)
        if count == MAX_ROWS:
            raise FileRefusedError(
                _("The file has more than %(number)d rows: split it into several.") % {"number": MAX_ROWS}
            )
        if len(cells) > wanted:
            reason = _("%(found)d cells, and there are %(wanted)d headings.")
            raise FileRefusedError(reason % {"found": len(cells), "wanted": wanted}, number)
        personal.check_cells(number, headings, cells)
        yield number, cells + [""] * (wanted - len(cells))


def _trimmed(cells: list[Cell]) -> list[Cell]:
    """Without the empty cells at its end."""
    while cells and cells[-1] == "":
        cells = cells[:-1]
    return cells
