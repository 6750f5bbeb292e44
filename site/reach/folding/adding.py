"""Adds numbers to the rows of a key, or makes the row: one statement for hundreds, on SQLite and PostgreSQL alike.

A row that is made has an id by chance: none tells which was made first.
"""

from collections.abc import Mapping
from itertools import batched
from random import SystemRandom

from django.db import connection, models

from reach.folding.tally import Counted, Key
from reach.models import Cell, Held, Hour, Rejected, Room, Total

COLUMNS: dict[type[models.Model], list[str]] = {
    Cell: Cell.KEY,
    Total: ["grain", "start", "campaign", "wave", "kind", "dimension", "key"],
    Hour: ["hour", "campaign", "wave", "kind"],
    Held: Held.KEY,
    Room: ["hour", "page", "locale", "variant", "kind"],
    Rejected: ["day", "surface", "campaign", "kind", "reason"],
}
ID_BITS = 62
chance = SystemRandom()
ROWS = 500  # a statement; SQLite takes 32,766 values


def add_all(counted: Counted) -> None:
    for model, numbers in (
        (Cell, counted.cells),
        (Total, counted.totals),
        (Hour, counted.hours),
        (Rejected, counted.rejected),
    ):
        add(model, numbers)


def add(model: type[models.Model], numbers: Mapping[Key, int]) -> None:
    """Add each number to the row of its key. Keys go in one order, so that two folds wait and never lock each other out."""
    columns = COLUMNS[model]
    prepare = _preparation(model, columns)
    with connection.cursor() as cursor:
        for rows in batched(sorted(numbers.items()), ROWS, strict=False):
            values = [value for key, n in rows for value in (*prepare(key), n, chance.getrandbits(ID_BITS))]
            cursor.execute(_statement(model, columns, len(rows)), values)


def _statement(model: type[models.Model], columns: list[str], rows: int) -> str:
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    row = f"({', '.join(['%s'] * (len(columns) + 2))})"
    return (
        f"INSERT INTO {table} ({names}, n, id) VALUES {', '.join([row] * rows)} "  # noqa: S608 (names of our own columns)
        f"ON CONFLICT ({names}) DO UPDATE SET n = {table}.n + excluded.n"
    )


def _preparation(model: type[models.Model], columns: list[str]):
    """The database's own form of the one date in a key."""
    fields = [model._meta.get_field(column) for column in columns]
    at = next(number for number, column in enumerate(fields) if isinstance(column, models.DateField))
    forms: dict = {}

    def prepare(key: Key) -> Key:
        when = key[at]
        if when not in forms:
            forms[when] = fields[at].get_db_prep_value(when, connection)
        return (*key[:at], forms[when], *key[at + 1 :])

    return prepare
