"""Lines of a CSV file, in the encodings and with the delimiters that platforms and spreadsheets write."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from django.utils.translation import gettext as _

from campaigns.results.media.refusal import FileRefusedError

DELIMITERS = ";,\t"
SAMPLE = 40  # lines that say which delimiter it is
# What no text holds, in whichever encoding it was read.
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def lines(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """(number of the line on which a row begins, its cells)."""
    text = _text(data)
    text = re.sub(r"\Asep=.?[\r\n]+", "\n", text)  # Excel's own hint
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error:
        raise FileRefusedError(
            _("A quote is not closed, or a cell is too long: a quote inside a cell is written twice."), begins
        ) from None


def _text(data: bytes) -> str:
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


def _delimiter(text: str) -> str:
    """The one that cuts most lines of the beginning into equally many cells."""
    sample = [line for line in text[:20_000].splitlines()[:SAMPLE] if line.strip()]

    def agreement(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in sample]
        most = max(counts, key=lambda count: (bool(count), counts.count(count)), default=0)
        return (counts.count(most) if most else 0, most)

    return max(DELIMITERS, key=agreement)
