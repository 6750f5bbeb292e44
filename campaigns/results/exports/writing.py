"""Sheets as a ZIP of CSV files and as a workbook, row by row: little of it is ever in memory."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from io import TextIOWrapper
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.formats import get_format
from django.utils.translation import get_language_bidi
from xlsxwriter import Workbook

from campaigns.results.exports import metadata
from campaigns.results.exports.sheets import SHEETS
from campaigns.results.figures.periods import Span
from core.words.spreadsheets import neutral
from intake.csv_files import BOM

LONGEST_TITLE = 31  # Excel's own
WIDE, NARROW = 40, 16
# What a cell says is never made into a formula, a link or a number.
AS_WRITTEN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}


Table = tuple[str, str, list[str], Iterator[list]]  # key, title, headings, rows


def tables(span: Span) -> Iterator[Table]:
    """A table for each sheet; what they mean comes first."""
    yield metadata.KEY, str(metadata.TITLE), metadata.headings(), metadata.rows(span)
    for sheet in SHEETS:
        rows = iter(sheet.read(span, span.period.whole))
        yield sheet.key, str(sheet.title), [str(column.name) for column in sheet.columns], rows


def write_zip(out: IO[bytes], tables: Iterable[Table]) -> None:
    """A CSV file for each sheet, as a spreadsheet opens it in the language that is active."""
    comma = get_format("DECIMAL_SEPARATOR") == ","
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for key, _title, headings, rows in tables:
            with (
                archive.open(f"{key}.csv", "w", force_zip64=True) as member,
                TextIOWrapper(member, "utf-8", newline="") as text,
            ):
                text.write(BOM)
                write = csv.writer(text, delimiter=";" if comma else ",").writerow
                write([neutral(heading) for heading in headings])
                for row in rows:
                    write([_text(cell, comma) for cell in row])


def _text(cell: object, comma: bool) -> object:
    if isinstance(cell, str):
        return neutral(cell)
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",") if comma else f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date) else cell


def write_workbook(out: IO[bytes], tables: Iterable[Table]) -> None:
    with Workbook(out, AS_WRITTEN) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for key, title, headings, rows in tables:
            sheet = book.add_worksheet(title[:LONGEST_TITLE])
            if get_language_bidi():
                sheet.right_to_left()
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(headings) - 1, WIDE if key == metadata.KEY else NARROW)
            sheet.write_row(0, 0, [neutral(heading) for heading in headings], bold)
            for number, row in enumerate(rows, 1):
                style = wrapped if key == metadata.KEY else None
                sheet.write_row(number, 0, [neutral(cell) if isinstance(cell, str) else cell for cell in row], style)
