"""Erasing for good: rooms say how they forget what they keep about something, so that no copy of its words stays.

Taking down hides and can be undone (`editorial.takedown.acts`); this cannot.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Q
from wagtail.models import ModelLogEntry, Revision, RevisionMixin, WorkflowState
from wagtail.search import index

from core import registry

Eraser = Callable[[list[Any]], None]

# A function that forgets all words of these snippets or files; it is called within the transaction.
ERASERS = registry.Kind[Eraser]()


def erase(things: list[Any]) -> None:
    """Forget all that is kept about them beside their own rows, which whoever calls empties or deletes."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")  # what is deleted is written over in the file, too
    for eraser in ERASERS:
        eraser(things)
    # Last: what the rooms keep is found by revisions and states.
    for thing in things:
        _forget(thing)


def _forget(thing: Any) -> None:
    kinds = {ContentType.objects.get_for_model(thing, for_concrete_model=False)}
    if isinstance(thing, RevisionMixin):
        kinds |= {thing.get_base_content_type(), thing.get_content_type()}
    about = Q(object_id=str(thing.pk))
    WorkflowState.objects.filter(about, base_content_type__in=kinds).delete()
    Revision.objects.filter(about, base_content_type__in=kinds).delete()
    # Who did what and when stays; what it was called, and what was said of it, goes.
    ModelLogEntry.objects.filter(about, content_type__in=kinds).update(label="", data={})
    index.remove_object(thing)


def forget_deleted_words() -> None:
    """Once the pages that showed them are indexed anew: SQLite's full text keeps deleted words until it is tidied up.

    https://www.sqlite.org/fts5.html#the_optimize_command
    """
    table = "wagtailsearch_indexentry_fts"
    if connection.vendor == "sqlite" and table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table}({table}) VALUES('optimize')")
