"""An uploaded file as headings and lines of cells, before anybody says which column is what."""

import hashlib
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from campaigns.results.media import personal
from campaigns.results.media.headings import are_headings
from intake import files, tables
from intake.problems import FileRefusedError, Problems
from intake.tables import Line


@dataclass
class Grid:
    """`lines` are numbered as in the file; each has as many cells as there are headings."""

    sha256: str
    headings: list[str]
    lines: list[Line]


def read(file: UploadedFile, kind: str) -> Grid:
    """Read a CSV or XLSX file. Raises FileRefusedError."""
    data, problems = files.contents(file), Problems()
    found = tables.grid(files.sheets(data), lambda cells: are_headings(cells, kind))
    personal.check_headings(found.line, found.headings)
    lines = list(found.rows(problems, pads=True))
    if problems:
        raise FileRefusedError(problems=problems)
    for number, cells in lines:
        personal.check_cells(number, found.headings, cells)
    return Grid(hashlib.sha256(data).hexdigest(), found.headings, lines)
