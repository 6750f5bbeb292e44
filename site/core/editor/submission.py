"""Who handed a text in, where somebody else has taken it over since: Wagtail's history keeps it."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry, Page, PageLogEntry

STARTED = "wagtail.workflow.start"
Key = tuple[int, str]  # the base content type and the id of a text, as revisions name it


def first_hands(holders: Mapping[Key, int | None]) -> dict[Key, Any]:
    """The accounts that handed texts in which others hold now; a query for pages, one for other texts, one for the accounts."""
    page = ContentType.objects.get_for_model(Page).pk
    ids = [pk for kind, pk in holders if kind == page]
    started = {(page, str(pk)): user for pk, user in _of_pages(ids)} if ids else {}
    others = [key for key in holders if key[0] != page]
    started |= {(kind, pk): user for kind, pk, user in _of_others(others)} if others else {}
    gone = {key: user for key, user in started.items() if user and key in holders and user != holders[key]}
    people = get_user_model().objects.in_bulk(set(gone.values())) if gone else {}
    return {key: people[user] for key, user in gone.items() if user in people}


def _of_pages(ids: list[str]):
    """The last one comes last."""
    found = PageLogEntry.objects.filter(action=STARTED, page__in=ids).order_by("timestamp", "pk")
    return found.values_list("page_id", "user_id")


def _of_others(texts: list[Key]):
    kinds, ids = {kind for kind, _pk in texts}, {pk for _kind, pk in texts}
    found = ModelLogEntry.objects.filter(action=STARTED, content_type__in=kinds, object_id__in=ids)
    return found.order_by("timestamp", "pk").values_list("content_type_id", "object_id", "user_id")
