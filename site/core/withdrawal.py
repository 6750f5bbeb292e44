"""What a withdrawal reaches beyond the rows of the database: rooms say what is part of what, and what keeps copies."""

from collections.abc import Callable, Iterable
from typing import Any

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
    for forget in _purges:
        forget(things)
