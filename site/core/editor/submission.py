"""Who handed a text in, where somebody else has taken it over since: Wagtail's history keeps it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast
from wagtail.models import ModelLogEntry, Page, PageLogEntry

STARTED = "wagtail.workflow.start"
Key = tuple[int, str]  # the base content type and the id of a text, as revisions name it


def first_hands(holders: Mapping[Key, int | None]) -> dict[Key, Any]:
    """The accounts that handed texts in which others hold now; a query for the texts, and one for the accounts."""
    started = {(kind, text): user for kind, text, user, *_when in _started(holders)}
    gone = {key: user for key, user in started.items() if user and key in holders and user != holders[key]}
    people = get_user_model().objects.in_bulk(set(gone.values())) if gone else {}
    return {key: people[user] for key, user in gone.items() if user in people}


def first_hand(kind: str, text: str) -> Case:
    """The id of the account that handed a text in, in a query that finds others; `kind` and `text` lead to its base content type and its id."""
    page = ContentType.objects.get_for_model(Page).pk
    of_page = PageLogEntry.objects.filter(action=STARTED, page=Cast(OuterRef(text), IntegerField()))
    of_other = ModelLogEntry.objects.filter(action=STARTED, content_type=OuterRef(kind), object_id=OuterRef(text))
    found = (Subquery(rows.order_by("-timestamp", "-pk").values("user_id")[:1]) for rows in (of_page, of_other))
    return Case(When(**{kind: page}, then=next(found)), default=next(found))


def _started(texts: Iterable[Key]) -> QuerySet:
    """The last one comes last."""
    page = ContentType.objects.get_for_model(Page).pk
    columns = ("kind", "text", "user_id", "timestamp", "pk")
    ids = [pk for kind, pk in texts if kind == page]
    of_pages = PageLogEntry.objects.filter(action=STARTED, page__in=ids).order_by()
    of_pages = of_pages.annotate(kind=Value(page), text=Cast("page_id", CharField()))
    kinds, ids = {kind for kind, _pk in texts} - {page}, {pk for kind, pk in texts if kind != page}
    others = ModelLogEntry.objects.filter(action=STARTED, content_type__in=kinds, object_id__in=ids).order_by()
    others = others.annotate(kind=F("content_type_id"), text=F("object_id"))
    found = of_pages.values_list(*columns).union(others.values_list(*columns), all=True)
    return found.order_by("timestamp", "pk")
