"""Entries as a CSV file that the import takes back, and the empty one that services fill in."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils.translation import get_language

from campaigns.outreach.directory.models import Entry
from campaigns.outreach.directory.proposals.kinds import ENTRIES
from campaigns.outreach.directory.sheets.columns import COLUMNS
from intake.csv_files import BOM, Sheet

CHUNK = 500


def headers() -> list[str]:
    """French ones where the team works in French, else the names of the fields in English."""
    is_french = (get_language() or "").startswith("fr")
    return [column.names[0] if is_french else _english(column) for column in COLUMNS]


def _english(column) -> str:
    return next((name for name in column.names if name == column.field), column.field).replace("_", " ")


def template() -> bytes:
    return BOM.encode() + Sheet().row(headers())


def rows(entries: QuerySet[Entry]) -> Iterator[bytes]:
    """All that an entry says, as the import reads it."""
    sheet = Sheet()
    yield BOM.encode() + sheet.row(headers())
    for entry in entries.select_related("organisation").iterator(chunk_size=CHUNK):
        yield sheet.row(_cells(entry))


def _cells(entry: Entry) -> Iterable[str]:
    values = ENTRIES.values(entry) | {"reference": entry.reference}
    for column in COLUMNS:
        value = values[column.field]
        if isinstance(value, bool):
            yield "oui" if value else "non"
        elif isinstance(value, list):
            yield ", ".join(value)
        else:
            yield value
