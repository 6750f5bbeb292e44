"""What the page cache of this process says of itself, for whoever shows the health of the site."""

from dataclasses import dataclass

from core.page_cache.node import node
from core.page_cache.store import Store

_kept: list[Store] = []


@dataclass(frozen=True)
class Report:
    """`age`: seconds since the other nodes were last heard, None before the first time; `untold`: they may not know all yet."""

    pages: int
    bytes: int
    limit: int
    shared_in: str
    age: float | None
    untold: bool


def register(store: Store) -> None:
    """The one that answers this process's visitors."""
    _kept[:] = [store]


def report() -> Report:
    """Of the process that asks: each one has pages of its own."""
    here = node()
    store = _kept[0] if _kept else Store(0)
    return Report(
        pages=len(store),
        bytes=store.size,
        limit=store.limit,
        shared_in=here.others.name if here.others else "file",
        age=here.age,
        untold=here.others is not None and any(here.numbers.untold()),
    )
