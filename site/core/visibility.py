"""Pages that are live and not public yet: rooms say which, so that nothing links to them or lists them."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import connections
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

Hidden = Callable[[datetime], QuerySet]

SOME_TIME = datetime(9999, 12, 31, tzinfo=UTC)  # where a statement that is kept needs the time of each question

_hidden: list[Hidden] = []


def register(hidden: Hidden) -> Hidden:
    """Decorate a function that takes the time and returns the ids of the pages to hide, as a queryset of one column."""
    _hidden.append(hidden)
    return hidden


def public(pages: QuerySet) -> QuerySet:
    """The live pages among these that a visitor may see; costs no query of its own."""
    pages = pages.filter(live=True)
    now = timezone.now()
    for hidden in _hidden:
        pages = pages.exclude(pk__in=_ids(hidden, pages.db, now))
    return pages


def _ids(hidden: Hidden, database: str, now: datetime) -> RawSQL:
    sql, parameters = _statement(hidden, database)
    written = connections[database].ops.adapt_datetimefield_value
    always = written(SOME_TIME)
    now_in_place = [written(now) if value == always else value for value in parameters]
    return RawSQL(sql, now_in_place)  # noqa: S611 (Django wrote it, see below)


@cache
def _statement(hidden: Hidden, database: str) -> tuple[str, tuple[Any, ...]]:
    """Its SQL, the same but for the time: Django needs longer to write it than the database to answer it."""
    return hidden(SOME_TIME).query.get_compiler(database).as_sql()
