"""Pages that are live and not public yet: rooms say which, so that nothing links to them or lists them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Substr
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from core import registry
from core.editor.once import once


@dataclass(frozen=True)
class Down:
    """When a page was taken down, by whom (None once the account is deleted), and where whoever may puts it back."""

    since: datetime
    user: Any
    way_back: str = ""


Hidden = Callable[[datetime], QuerySet]
Openings = Callable[[datetime], QuerySet]
DownPages = Callable[[], dict[int, Down]]

HOME = 2  # the depth of home pages
OUTER = "-outer-"  # where a statement that is kept needs the page of each row
SOME_TIME = datetime(9999, 12, 31, tzinfo=UTC)  # where a statement that is kept needs the time of each question

# A function that takes the time and returns the pages to hide, as a queryset of their ids.
HIDDEN = registry.Kind[Hidden]()
# A function that takes the time and returns the moments to come at which hidden pages become public by the clock alone, the next one first.
OPENINGS = registry.Kind[Openings]()
# A function that returns the pages that were taken down and are not back, by their ids. For lists of the team.
DOWN = registry.Kind[DownPages]()


def public(pages: QuerySet) -> QuerySet:
    """The live pages among these that a visitor may see; costs no query of its own.

    Each page is looked up by itself among the hidden ones: a list of those would be made anew for each question, and grows.
    """
    pages = pages.filter(live=True)
    for hidden in HIDDEN:
        pages = pages.filter(NotHidden(hidden))
    return pages


def openings() -> dict[str, Subquery]:
    """Columns for a query that is asked anyway: the next moment of each room, or NULL, at which what is known of hidden pages ends."""
    return {f"opening_{number}": Subquery(opening(timezone.now())[:1]) for number, opening in enumerate(OPENINGS)}


def next_opening(row: Any) -> datetime | None:
    """The first moment in a row that has these columns."""
    found = (getattr(row, f"opening_{number}") for number, _opening in enumerate(OPENINGS))
    return min((moment for moment in found if moment), default=None)


def hidden_pages() -> set[int]:
    """The ids of the live pages that no visitor may see now; one query. For lists of the team.

    Beside those that rooms hide, all of a language whose home page is not live: `core.navigation.routing` knows no address in it.
    """
    return set(Page.objects.filter(_is_hidden(timezone.now()), live=True).order_by().values_list("pk", flat=True))


@once
def is_hidden_at(thing: Any, moment: datetime) -> bool:
    """Whether it is a page that no visitor may see at a time to come, were it live, as far as is known now.

    Of an embargo of its own `held_until` speaks: of such a page, what is above it is asked.
    """
    if not isinstance(thing, Page):
        return False
    page = thing.get_parent() if hasattr(thing, "embargo") else thing
    return Page.objects.filter(_is_hidden(moment), pk=page.pk).exists()


def held_until(thing: Any, moment: datetime | None = None) -> datetime | None:
    """When a thing with an `embargo` of its own becomes public; None where it does not wait at that moment, which is now unless it is given."""
    until = getattr(thing, "embargo", None)
    return until if until and until > (moment or timezone.now()) else None


def _is_hidden(moment: datetime) -> Q:
    closed = Page.objects.filter(depth=HOME, live=False, path=Substr(OuterRef("path"), 1, HOME * Page.steplen))
    return reduce(or_, (Q(pk__in=hidden(moment)) for hidden in HIDDEN), Q(Exists(closed)))


def hidden_pages_for(request: HttpRequest | None) -> set[int]:
    """The same, asked once for each request."""
    if request is None:
        return hidden_pages()
    if not hasattr(request, "hidden_pages"):
        request.hidden_pages = hidden_pages()
    return request.hidden_pages


def down_pages_for(request: HttpRequest | None) -> dict[int, Down]:
    """Those of all rooms, asked once for each request."""
    if request is None:
        return {pk: found for down in DOWN for pk, found in down().items()}
    if not hasattr(request, "down_pages"):
        request.down_pages = down_pages_for(None)
    return request.down_pages


class NotHidden(Func):
    """Whether the page of a row is none of those that a room hides now."""

    output_field = BooleanField()

    def __init__(self, hidden: Hidden, page: Any = None):
        super().__init__(page or F("pk"))
        self.hidden = hidden

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        outer, parameters = compiler.compile(self.source_expressions[0])
        if parameters:
            raise ValueError("a page is known by its column")
        sql, given = _statement(self.hidden, connection.alias)
        written = connection.ops.adapt_datetimefield_value
        always, now = written(SOME_TIME), written(timezone.now())
        return sql.replace(OUTER, outer), [now if value == always else value for value in given]


@cache
def _statement(hidden: Hidden, database: str) -> tuple[str, tuple[Any, ...]]:
    """Its SQL, the same but for the time and the page: Django needs longer to write it than the database to answer it."""
    query = hidden(SOME_TIME).filter(pk=RawSQL(OUTER, [])).order_by().query  # noqa: S611 (a mark of our own)
    # Names that no query has which asks: the page outside is meant by its own.
    query.change_aliases({alias: f"hidden_{number}" for number, alias in enumerate(list(query.alias_map))})
    sql, parameters = query.clone().get_compiler(database).as_sql()
    return f"NOT EXISTS ({sql})", tuple(parameters)
