"""Reading a CSV file of entries: its headers and its cells, each problem with its line and the remedy."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from campaigns.outreach.directory.sheets.columns import BY_FIELD, COLUMNS
from intake import csv_files, files, tables
from intake.problems import Problems
from intake.tables import Columns, Table

MAX_BYTES = 10_000_000


def read(file: UploadedFile) -> Table:
    """The rows of an uploaded file, of the fields alone that it has. Raises FileRefusedError."""
    columns = Columns({one.field: (*one.names, one.field) for one in COLUMNS}, ("reference",), _value)
    text = csv_files.decoded(files.contents(file, MAX_BYTES))
    table = tables.read(tables.grid([csv_files.lines(text, columns.of)]), columns)
    table.problems = table.problems.merged(_twice(table))
    return table


def _value(field: str, cell: str) -> Any:
    return BY_FIELD[field].value(cell)


def _twice(table: Table) -> Problems:
    problems, seen = Problems(), {}
    for line, row in table.rows:
        first = seen.setdefault(row["reference"], line)
        if first != line:
            reason = _("Line %(line)d has the reference “%(reference)s” already: keep one of the two.")
            told = reason % {"line": first, "reference": row["reference"]}
            problems.add(line, told, table.headings["reference"])
    return problems
