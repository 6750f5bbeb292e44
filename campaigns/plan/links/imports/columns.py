"""The columns that a file of links may have, and what no cell of it may hold, whatever it means."""

import unicodedata

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from core.words import plain_text
from intake import csv_files, files, tables
from intake.cells import damaged, formula
from intake.problems import CellError
from intake.tables import Columns, Table

# {column: the headers that name it, English and French}
COLUMNS = {
    "channel": ("channel", "canal"),
    "placement": ("placement", "emplacement"),
    "partner": ("partner", "partenaire"),
    "wave": ("wave", "vague"),
    "code": ("code",),
    "destination": ("destination",),
}


def read(file: UploadedFile) -> Table:
    """The cells of an uploaded file. Raises FileRefusedError."""
    reason = _("The file is not in UTF-8, which shows here first. In Excel, save it as “CSV UTF-8”.")
    text = files.utf8(files.contents(file), reason)
    columns = Columns(COLUMNS, ("channel",), _cell)
    return tables.read(tables.grid([csv_files.lines(text, columns.of)]), columns)


def _cell(_column: str, cell: str) -> str:
    if reason := refusal(cell):
        raise CellError(reason)
    return cell.strip()


def refusal(cell: str) -> str:
    """Why a cell is not taken; nothing where it is."""
    if "\x00" in cell:
        return _("It holds a NUL character: the file is damaged.")
    if reason := formula(cell) or damaged(cell):
        return reason
    if any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in cell):
        return _("It holds a control character or a line break.")
    return plain_text.refusal(cell)
