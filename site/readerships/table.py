"""What the team defined, as every process knows it: read again once something that is shown was changed."""

from collections.abc import Mapping
from typing import Any

from django.core.cache import cache
from django.db import Error, transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.functional import lazy

from core import audiences
from core.audiences import Audience
from readerships.models import TeamAudience
from serving.page_cache.changes.node import state_of_the_site

KEPT = 60  # seconds

_last: dict[str, Audience] = {}  # as this process last knew them, for a database that is away


def defined() -> Mapping[str, Audience]:
    """One query when the state of the site has moved since this node last asked, and none before."""
    global _last
    key = _key()
    rows = cache.get(key)
    if rows is None:
        try:
            rows = list(TeamAudience.objects.values("name", "labels", "voice", "is_retired"))
        except Error:
            return _last
        cache.set(key, rows, KEPT)
    _last = {row["name"]: _audience(row) for row in rows}
    return _last


def _key() -> str:
    return f"readerships:{state_of_the_site().hex()}"


def _audience(row: dict[str, Any]) -> Audience:
    lender = audiences.AUDIENCES.get(row["voice"], audiences.PUBLIC)
    made = TeamAudience(name=row["name"], labels=row["labels"])
    return Audience(
        row["name"], lazy(made.__str__, str)(), sound=lender.sound, voice=lender.name, is_retired=row["is_retired"]
    )


@receiver([post_save, post_delete], sender=TeamAudience)
def forget(**kwargs: Any) -> None:
    """At once for whoever wrote, and again once the others may read it."""
    cache.delete(_key())
    transaction.on_commit(lambda: cache.delete(_key()))
