"""Pages that are live and not public yet: rooms say which, so that nothing links to them or lists them."""

from collections.abc import Callable

from django.db.models import QuerySet

Hidden = Callable[[], QuerySet]

_hidden: list[Hidden] = []


def register(hidden: Hidden) -> Hidden:
    """Decorate a function that returns the ids of the pages to hide, as a queryset of one column."""
    _hidden.append(hidden)
    return hidden


def public(pages: QuerySet) -> QuerySet:
    """The live pages among these that a visitor may see; costs no query of its own."""
    pages = pages.filter(live=True)
    for hidden in _hidden:
        pages = pages.exclude(pk__in=hidden())
    return pages
