"""What several rooms ask for one screen: inside `one_screen()` a function of `once` is asked once, and outside each time.

For what only shows. What decides asks the database.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

_known: ContextVar[dict | None] = ContextVar("known", default=None)


@contextmanager
def one_screen() -> Iterator[None]:
    """Also decorates a view, or what makes a part of it; the outermost keeps what was asked."""
    if _known.get() is not None:
        yield
        return
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def once[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Its arguments can be hashed, and nobody changes what it returns."""

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        known: dict[Any, R] | None = _known.get()
        if known is None:
            return function(*args, **kwargs)
        key = (function, args, tuple(sorted(kwargs.items())))
        if key not in known:
            known[key] = function(*args, **kwargs)
        return known[key]

    return asked
