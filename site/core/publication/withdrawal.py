"""What a withdrawal reaches beyond the rows of the database: rooms say what is part of what, and what keeps copies."""

import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db import transaction

logger = logging.getLogger(__name__)

Parts = Callable[[Any], Iterable[Any]]
Purge = Callable[[list[Any]], None]

_parts: dict[type, Parts] = {}
_purges: list[Purge] = []


def parts(model: type) -> Callable[[Parts], Parts]:
    """Decorate a function that returns the pages that belong to an instance of `model`, which is no page itself."""

    def decorate(of: Parts) -> Parts:
        _parts[model] = of
        return of

    return decorate


def is_whole(model: type) -> bool:
    """Whether pages belong to instances of this model, and go with them."""
    return model in _parts


def purges(purge: Purge) -> Purge:
    """Decorate a function that forgets every copy of what was withdrawn or put back; called once that is committed."""
    _purges.append(purge)
    return purge


def pages_of(thing: Any) -> list[Any]:
    return list(_parts[type(thing)](thing))


def purge(things: list[Any]) -> None:
    """Once it is committed; the failure of one keeps none of the others from forgetting."""
    for forget in _purges:
        transaction.on_commit(partial(_forget, forget, things))


def _forget(forget: Purge, things: list[Any]) -> None:
    try:
        forget(things)
    except Exception:
        logger.exception("copies of %s may still be kept", things)
