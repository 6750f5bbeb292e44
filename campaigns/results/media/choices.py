"""How a file is to be read: which column is what, and how days and numbers are written; guessed, or as kept."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from campaigns.results.media.cells import DATE_FORMATS, ISO, is_nothing, parsed
from campaigns.results.media.headings import FIELDS, NUMBERS, currency_of, guess
from campaigns.results.models import MediaMapping
from intake.tables import Cell

SAMPLE = 2_000  # rows
LAST_SIGN = re.compile(r"([.,])(\d+)\D*$")


@dataclass(frozen=True)
class Choice:
    """`owner` is the channel or helpline of all rows, where no column names one."""

    columns: dict[str, str] = field(default_factory=dict)
    date_format: str = ISO
    decimal_comma: bool = False
    currency: str = "EUR"
    owner: int | None = None


def fits(mapping: MediaMapping, headings: list[str], kind: str) -> bool:
    return set(mapping.columns) <= set(FIELDS[kind]) and set(mapping.columns.values()) <= set(headings)


def kept(mapping: MediaMapping) -> Choice:
    return Choice(dict(mapping.columns), mapping.date_format, mapping.decimal_comma, mapping.currency)


def guessed(headings: list[str], lines: list, kind: str) -> Choice:
    """What headings and the first rows say; a person sees it before anything is read by it."""
    columns = guess(headings, kind)
    sample = lines[:SAMPLE]

    def cells(name: str) -> list[Cell]:
        at = headings.index(columns[name]) if name in columns else None
        found = [] if at is None else [cells[at] for _number, cells in sample]
        return [cell for cell in found if not is_nothing(cell)]

    numbers = [cell for name in NUMBERS[kind] for cell in cells(name)]
    currency = currency_of(columns.get("cost", "")) or next(iter(cells("currency")), "EUR")
    return Choice(columns, date_format(cells("day")), decimal_comma(numbers), str(currency)[:3])


def date_format(cells: Iterable[Cell]) -> str:
    """The first format that most days have; of those that fit equally, day before month."""
    days = [str(cell) for cell in cells]
    return max(
        (written for written, _example in DATE_FORMATS),
        key=lambda written: sum(parsed(day, written) is not None for day in days),
    )


def decimal_comma(cells: Iterable[Cell]) -> bool:
    """Whether the last sign in a number is more often a comma; one with three digits after it says nothing."""
    ends = [LAST_SIGN.search(cell) for cell in cells if isinstance(cell, str)]
    signs = [found[1] for found in ends if found and len(found[2]) != len("000")]
    return signs.count(",") > signs.count(".")
