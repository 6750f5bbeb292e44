"""CSV files as platforms and spreadsheets write them, and as a spreadsheet opens them in columns."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from io import StringIO

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from core.words.spreadsheets import neutral
from intake.problems import FileRefusedError

BOM = "\ufeff"  # tells Excel that it is UTF-8
DELIMITERS = ";,\t"
SAMPLE = 40  # lines that say which delimiter it is
# What no text holds, in whichever encoding it was read.
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def lines(text: str, is_heading: Callable[[str], object] = lambda _cell: False) -> Iterator[tuple[int, list[str]]]:
    """(number of the line on which a row begins, its cells). `is_heading` knows the headings that may be there."""
    text = re.sub(r"\Asep=.?[\r\n]+", "\n", text)  # Excel's own hint
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text, is_heading), strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error:
        raise FileRefusedError(
            _("A quote is not closed, or a cell is too long: a quote inside a cell is written twice."), begins
        ) from None


def decoded(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or what Windows writes in Western Europe, of which Latin-1 is a part."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        found = NO_TEXT.search(text)
        if not found:
            return text
        line = text.count("\n", 0, found.start()) + 1
        raise FileRefusedError(
            _("This is not the text of a CSV file: it holds characters that no text has. Export it again as CSV."), line
        )
    raise FileRefusedError(_("The file is not in UTF-8, UTF-16 or Latin-1. In Excel, save it as “CSV UTF-8”."))


def _encodings(data: bytes) -> tuple[str, ...]:
    return ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")


def _delimiter(text: str, is_heading: Callable[[str], object]) -> str:
    """The one that cuts the first line into most headings; of equals, most lines into equally many cells."""
    sample = [line for line in text[:20_000].splitlines()[:SAMPLE] if line.strip()]

    def fits(delimiter: str) -> tuple[int, int, int]:
        counts = [line.count(delimiter) for line in sample]
        most = max(counts, key=lambda count: (bool(count), counts.count(count)), default=0)
        headings = sum(map(bool, map(is_heading, sample[0].split(delimiter)))) if sample else 0
        return (headings, counts.count(most) if most else 0, most)

    return max(DELIMITERS, key=fits)


class Sheet:
    """Writes rows in which no cell is ever a formula, with the delimiter of the language that is active when it is made.

    What is streamed is made after the view has returned, in whatever language is active then.
    """

    def __init__(self) -> None:
        # Excel expects the semicolon where the comma writes decimals.
        delimiter = ";" if get_format("DECIMAL_SEPARATOR") == "," else ","
        self._write = csv.writer(_Echo(), delimiter=delimiter).writerow

    def row(self, cells: Iterable[str]) -> bytes:
        return self._write([neutral(cell) for cell in cells]).encode()


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text
