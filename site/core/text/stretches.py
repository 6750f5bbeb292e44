"""A part of a list that grows without end: nobody counts the whole, so that no visitor waits for its length."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

LAST = 9_999  # the highest number that is believed


@dataclass(frozen=True)
class Stretch:
    """`number` counts from 1."""

    number: int
    rows: list[Any]
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def previous_number(self) -> int:
        return self.number - 1

    @property
    def next_number(self) -> int:
        return self.number + 1


def stretch(rows: QuerySet, asked: str | None, size: int) -> Stretch:
    """One query, whatever the length; the first stretch where `asked` is no number, or none of this list."""
    number = int(asked) if asked and asked.isdecimal() and len(asked) <= len(str(LAST)) else 1
    number = max(number, 1)
    found = list(rows[(number - 1) * size : number * size + 1])
    if not found and number > 1:
        return stretch(rows, None, size)
    return Stretch(number, found[:size], len(found) > size)
