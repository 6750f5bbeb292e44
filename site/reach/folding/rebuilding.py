"""Makes the totals again from the cells, for as long as these are kept; older months stay as they are."""

from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from reach.comparison.reconciling import hold_folds
from reach.events import Dimension
from reach.models import Cell, Total
from reach.retention import first_full_month, kept_from

MONTH = {"sqlite": "date(day, 'start of month')", "postgresql": "date_trunc('month', day)::date"}
NUMBERS = (Dimension.CHANNEL, Dimension.LINK, Dimension.PAGE)


@transaction.atomic
def rebuild() -> int:
    """How many totals were made. Dashboards see those of before until all are done."""
    now = timezone.now()
    hold_folds()
    return sum(
        _rebuild(grain, start, first)
        for grain, start, first in (
            (Total.Grain.DAY, "day", kept_from(now)),
            (Total.Grain.MONTH, MONTH[connection.vendor], first_full_month(now)),
        )
    )


def _rebuild(grain: str, start: str, first: date) -> int:
    Total.objects.filter(grain=grain, start__gte=first).delete()
    return sum(_insert(grain, start, first, dimension) for dimension in Dimension)


def _insert(grain: str, start: str, first: date, dimension: Dimension) -> int:
    """One dimension of one grain, in the database; names are our own columns and constants."""
    totals, cells = (connection.ops.quote_name(model._meta.db_table) for model in (Total, Cell))
    statement = (
        f"INSERT INTO {totals} (grain, start, campaign, wave, kind, dimension, {_quoted('key')}, n) "  # noqa: S608
        f"SELECT %s, {start}, campaign, wave, kind, %s, {_key(dimension)}, SUM(n) FROM {cells} WHERE day >= %s "
        "GROUP BY 2, 3, 4, 5, 7"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [str(grain), str(dimension), connection.ops.adapt_datefield_value(first)])
        return cursor.rowcount


def _key(dimension: Dimension) -> str:
    if dimension == Dimension.ALL:
        return "''"
    column = _quoted(dimension.value)
    return f"CASE WHEN {column} = 0 THEN '' ELSE CAST({column} AS text) END" if dimension in NUMBERS else column


def _quoted(column: str) -> str:
    return connection.ops.quote_name(column)
