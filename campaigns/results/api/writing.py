"""A sheet in JSON: each row an object by the keys of its columns, written row by row, so that little of it is ever in memory."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse

from campaigns.results.exports.columns import Column
from campaigns.results.exports.sheets import Row, Said, Sheet

SAID = "said"  # beside a row, what its cells say in words whose number is withheld, or of a part of the days


def column(one: Column) -> dict[str, str]:
    """What it is called and, of a number, all that its definition says."""
    told = {"key": one.key, "name": str(one.name)}
    if one.definition is None:
        return told
    meant = one.definition
    return told | {
        "meaning": str(meant.meaning),
        "source": meant.source.value,
        "precision": str(meant.precision),
        "limits": str(meant.limits),
        "adds_up": str(one.adds_up),
    }


def described(sheet: Sheet) -> dict[str, Any]:
    return {
        "sheet": sheet.key,
        "title": str(sheet.title),
        "columns": [column(one) for one in sheet.columns],
    }


def row(sheet: Sheet, cells: Row) -> dict[str, Any]:
    keys = [one.key for one in sheet.columns]
    told = {key: _value(cell) for key, cell in zip(keys, cells, strict=True)}
    said = {key: str(cell) for key, cell in zip(keys, cells, strict=True) if isinstance(cell, Said)}
    return told | ({SAID: said} if said else {})


def _value(cell: object) -> object:
    if isinstance(cell, Said):
        return cell.number
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def answered(head: dict[str, Any], sheet: Sheet, rows: Iterable[Row]) -> FileResponse:
    """Written to the disk before it is sent, as an export is: what fails is an error, and no answer that ends in the middle."""
    file = TemporaryFile()  # noqa: SIM115 (the response closes it)
    start = json.dumps(head | described(sheet), ensure_ascii=False)
    file.write(f'{start[:-1]}, "rows": ['.encode())
    for number, cells in enumerate(rows):
        file.write((",\n" if number else "\n").encode() + json.dumps(row(sheet, cells), ensure_ascii=False).encode())
    file.write(b"\n]}\n")
    file.seek(0)
    return FileResponse(file, content_type="application/json")
