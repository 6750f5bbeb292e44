"""Reading a CSV file: its shape and its cells, before anybody asks what they mean. Each problem has its line."""

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from core.words import plain_text
from core.words.spreadsheets import FORMULA

MAX_BYTES = 5_000_000
MAX_ROWS = 20_000
MAX_SHOWN = 100
DELIMITERS = ";,\t"
# {column: the headers that name it, English and French}
COLUMNS = {
    "channel": ("channel", "canal"),
    "placement": ("placement", "emplacement"),
    "partner": ("partner", "partenaire"),
    "wave": ("wave", "vague"),
    "code": ("code",),
    "destination": ("destination",),
}
REQUIRED = ("channel",)
_BY_HEADER = {header: column for column, headers in COLUMNS.items() for header in headers}


@dataclass(frozen=True)
class Problem:
    """`line` is that of the file, None where it is about the whole of it; `column` is the header as it is written there."""

    line: int | None
    column: str
    reason: str


@dataclass
class Problems:
    """The first hundred, and how many there are."""

    shown: list[Problem] = field(default_factory=list)
    total: int = 0

    def add(self, line: int | None, reason: str, column: str = "") -> None:
        self.total += 1
        if len(self.shown) < MAX_SHOWN:
            self.shown.append(Problem(line, column, reason))

    def merged(self, other: "Problems") -> "Problems":
        """Both, in the order of the file."""
        shown = sorted([*self.shown, *other.shown], key=lambda one: one.line or 0)
        return Problems(shown[:MAX_SHOWN], self.total + other.total)

    @property
    def more(self) -> int:
        return self.total - len(self.shown)

    def __bool__(self):
        return self.total > 0


@dataclass
class Table:
    """Rows as {column: cell, "line": number}, without those that have a problem; `headers` as the file writes them."""

    headers: dict[str, str] = field(default_factory=dict)
    rows: list[dict] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)


def read(file: UploadedFile) -> Table:
    """Read an uploaded file; one that is too big or too long is refused before it is read whole."""
    table = Table()
    if file.size > MAX_BYTES:
        table.problems.add(None, _("The file is larger than 5 MB: split it into several."))
    elif too_long(file):
        table.problems.add(
            None, _("The file has more than %(number)d rows: split it into several.") % {"number": MAX_ROWS}
        )
    else:
        _Reader(table).read(file.read())
    return table


def too_long(file: UploadedFile) -> bool:
    """Counts the ends of lines, and stops at the first that is too many."""
    feeds = returns = 0
    for chunk in file.chunks():
        feeds, returns = feeds + chunk.count(b"\n"), returns + chunk.count(b"\r")
        if max(feeds, returns) > MAX_ROWS + 1:
            return True
    file.seek(0)
    return False


class _Reader:
    """Goes through the lines of a file: a row is one line, since no cell may hold a line break."""

    def __init__(self, table: Table):
        self.table, self.problems = table, table.problems
        self.delimiter, self.columns = DELIMITERS[0], []

    def read(self, data: bytes) -> None:
        lines = self._lines(data.removeprefix(b"\xef\xbb\xbf"))
        number, header = next(lines, (1, ""))
        if self.problems:
            return
        if not header:
            self.problems.add(None, _("The file is empty."))
            return
        if not self._read_header(number, header):
            return
        for number, line in lines:
            self._read_row(number, line)
        if not self.table.rows and not self.problems:
            self.problems.add(None, _("The file has its header and no row below it."))

    def _lines(self, data: bytes) -> Iterator[tuple[int, str]]:
        """The lines that hold anything, numbered as an editor numbers them."""
        for number, raw in enumerate(data.splitlines(), 1):
            try:
                line = raw.decode()
            except UnicodeDecodeError:
                self.problems.add(
                    number,
                    _("The file is not in UTF-8, which shows here first. In Excel, save it as “CSV UTF-8”."),
                )
                return
            if line.strip(f" {DELIMITERS}"):
                yield number, line

    def _cells(self, number: int, line: str) -> list[str] | None:
        try:
            return next(csv.reader([line], delimiter=self.delimiter, strict=True))
        except csv.Error:
            self.problems.add(
                number,
                _("A quote is not closed on its line: a cell holds no line break, and a quote in it is written twice."),
            )
            return None

    def _read_header(self, number: int, line: str) -> bool:
        self.delimiter = max(DELIMITERS, key=lambda one: sum(map(bool, map(column_of, line.split(one)))))
        headers = [header.strip() for header in self._cells(number, line) or []]
        self.columns = [(column_of(header), header) for header in headers]
        named = [column for column, _header in self.columns if column]
        for column, header in self.columns:
            if column is None:
                self._refuse_header(number, header)
            elif named.count(column) > 1:
                self.problems.add(number, _("This column is there twice."), header)
        for column in REQUIRED:
            if column not in named and headers:
                self.problems.add(
                    number, _("The column “%(column)s” is missing.") % {"column": " / ".join(COLUMNS[column])}
                )
        self.table.headers = {column: header for column, header in self.columns if column}
        return not self.problems

    def _refuse_header(self, number: int, header: str) -> None:
        known = "; ".join(" / ".join(headers) for headers in COLUMNS.values())
        reason = _("“%(header)s” is not among the columns that may be there: %(known)s.")
        self.problems.add(number, reason % {"header": header[:40], "known": known})

    def _read_row(self, number: int, line: str) -> None:
        cells = self._cells(number, line)
        if cells is None:
            return
        if len(cells) != len(self.columns):
            reason = _("%(found)d cells, and the header has %(wanted)d.")
            self.problems.add(number, reason % {"found": len(cells), "wanted": len(self.columns)})
            return
        row = {"line": number} | dict.fromkeys(COLUMNS, "")
        before = self.problems.total
        for (column, header), cell in zip(self.columns, cells, strict=True):
            reason = refusal(cell)
            if reason:
                self.problems.add(number, reason, header)
            row[column] = cell.strip()
        if self.problems.total == before:
            self.table.rows.append(row)


def column_of(header: str) -> str | None:
    return _BY_HEADER.get(header.strip().strip('"').strip().casefold())


def refusal(cell: str) -> str:
    """Why a cell is not taken, whatever it means; nothing where it is."""
    if "\x00" in cell:
        return _("It holds a NUL character: the file is damaged.")
    if cell.startswith(FORMULA) or cell.lstrip().startswith(FORMULA):
        return _("It begins with = + - @ or a tab, which a spreadsheet takes for a formula: write it in another way.")
    if any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in cell):
        return _("It holds a control character or a line break.")
    return plain_text.refusal(cell)
