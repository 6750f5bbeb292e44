"""What a withdrawal reaches beyond the rows of the database: rooms say what is part of what, and what keeps copies."""

import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db import transaction

from core import registry

logger = logging.getLogger(__name__)

Parts = Callable[[Any], Iterable[Any]]
Purge = Callable[[list[Any]], None]

# By model, which is no page itself: the pages that belong to an instance of it.
PARTS = registry.Table[type, Parts]()
# A function that forgets every copy of what was withdrawn or put back; called once that is committed.
PURGES = registry.Kind[Purge]()


def is_whole(model: type) -> bool:
    """Whether pages belong to instances of this model, and go with them."""
    return model in PARTS


def pages_of(thing: Any) -> list[Any]:
    return list(PARTS[type(thing)](thing))


def purge(things: list[Any]) -> None:
    """Once it is committed; the failure of one keeps none of the others from forgetting."""
    for forget in PURGES:
        transaction.on_commit(partial(_forget, forget, things))


def _forget(forget: Purge, things: list[Any]) -> None:
    try:
        forget(things)
    except Exception:
        logger.exception("copies of %s may still be kept", things)
