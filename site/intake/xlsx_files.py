"""Lines of an XLSX file. It is a ZIP from outside: what it would unfold to is measured before anything unfolds."""

import re
import unicodedata
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from intake.problems import FileRefusedError
from intake.tables import Cell, Line

MAX_UNFOLDED = 60_000_000  # bytes; 20,000 rows of thirty cells are about 20 million
MAX_STRINGS = 15_000_000  # bytes of the one part that is read into memory whole
MAX_PARTS = 500
LAST_ROW = 1_048_576  # Excel's own; a file that names a later one would be counted up to it
STRINGS = "xl/sharedStrings.xml"
NAMED = re.compile(r"\[\$([^\]-]*)[^\]]*\]")  # [$€-40C] and [$USD]; [$-40C] names a language alone
CODE = re.compile(r"\b[A-Z]{3}\b")
EUROS = {"€", "EUR"}
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_xlsx(data: bytes) -> bool:
    return data.startswith((ZIP, OLE, b"PK\x05\x06"))


def sheets(data: bytes) -> Iterator[Iterator[Line]]:
    """The lines of one sheet after the other."""
    if data.startswith(OLE):
        raise FileRefusedError(
            _("The file is protected by a password, or an old XLS: save it as XLSX without one, or as CSV.")
        )
    has_formulas = _check_parts(data)
    for lines in _whole(_sheets(data, has_formulas)):
        yield _whole(lines)


def _whole[Part](parts: Iterator[Part]) -> Iterator[Part]:
    """The parts, where all can be read: on a broken file openpyxl raises whatever its parts raise."""
    try:
        yield from parts
    except Exception:
        raise _broken() from None


def _broken() -> FileRefusedError:
    return FileRefusedError(_("The XLSX file is broken: open it in a spreadsheet and save it again, or export CSV."))


def _check_parts(data: bytes) -> bool:
    """Whether any sheet has formulas; raises for a bomb, a password, or what is no workbook."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            sizes = {part.filename: part.file_size for part in parts}
            if (
                len(parts) > MAX_PARTS
                or sum(part.file_size for part in parts) > MAX_UNFOLDED
                or sizes.get(STRINGS, 0) > MAX_STRINGS
            ):
                raise FileRefusedError(
                    _("The file unfolds to far more than a table of 20,000 rows: export less, or export CSV.")
                )
            if any(part.flag_bits & 1 for part in parts):
                raise FileRefusedError(_("The file is protected by a password: save it without one."))
            if "xl/workbook.xml" not in sizes:
                raise FileRefusedError(_("This is a ZIP file, and not an XLSX workbook: unpack it first."))
            return any(_has_formulas(archive, name) for name in sizes if name.startswith("xl/worksheets/"))
    except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error):
        raise _broken() from None


def _has_formulas(archive: ZipFile, name: str) -> bool:
    content = archive.read(name)
    return b"<f>" in content or b"<f " in content


def _sheets(data: bytes, has_formulas: bool) -> Iterator[Iterator[Line]]:
    book = load_workbook(BytesIO(data), read_only=True)
    computed = load_workbook(BytesIO(data), read_only=True, data_only=True) if has_formulas else None
    for sheet in book.worksheets:
        yield _lines(sheet, computed[sheet.title] if computed else None)


def _lines(sheet: ReadOnlyWorksheet, computed: ReadOnlyWorksheet | None) -> Iterator[Line]:
    values = _rows(computed, values_only=True) if computed else None
    for number, cells in enumerate(_rows(sheet), 1):
        results = next(values, ()) if values else ()
        line = [_cell(cell, results[at] if at < len(results) else None) for at, cell in enumerate(cells)]
        while line and line[-1] == "":
            line.pop()
        yield number, line


def _rows(sheet: ReadOnlyWorksheet, values_only: bool = False):
    # What a sheet says of its own size may be wrong.
    sheet.reset_dimensions()
    return sheet.iter_rows(max_row=LAST_ROW, values_only=values_only)


def _cell(cell, result: object) -> Cell:
    """Text, number, or a day as text; a formula is its result, and itself where none was kept.

    A number that is shown in another currency than euros is text with that currency, as a person reads it.
    """
    value = cell.value
    if cell.data_type == "f" and result is not None:
        value = result
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, int | float):
        currency = foreign_currency(cell.number_format)
        return f"{value} {currency}" if currency else value
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.time().min else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value).strip()


@lru_cache(maxsize=256)
def foreign_currency(number_format: str) -> str:
    """The sign or the code of a currency that a format writes beside its numbers; empty for none, and for euros."""
    rest = NAMED.sub("", number_format)
    signs = (sign for sign in rest if unicodedata.category(sign) == "Sc")
    codes = CODE.findall(rest.replace("\\", "").replace('"', " "))
    named = (name.strip() for name in NAMED.findall(number_format))
    return next((one for one in (*named, *signs, *codes) if one and one not in EUROS), "")
