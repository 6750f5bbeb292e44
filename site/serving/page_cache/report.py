"""What the page cache of this process says of itself, for whoever shows the health of the site."""

from dataclasses import dataclass

from serving.page_cache.changes.node import node
from serving.page_cache.staleness import Staleness
from serving.page_cache.store import Store

_kept: list[Store] = []
_stale: list[Staleness] = []


@dataclass(frozen=True)
class Report:
    """`age`: seconds since the other nodes were last heard, None before the first time; `untold`: they may not know all yet.

    `stale`: pages that were shown in the last minute as they were, since they cannot be made anew; `oldest_stale`: seconds since
    the oldest of these copies was made, never more than `STALE_MAX`.
    """

    pages: int
    bytes: int
    limit: int
    shared_in: str
    age: float | None
    untold: bool
    stale: int = 0
    oldest_stale: float = 0.0


def register(store: Store, stale: Staleness | None = None) -> None:
    """Those that answer this process's visitors."""
    _kept[:] = [store]
    _stale[:] = [stale] if stale else []


def report() -> Report:
    """Of the process that asks: each one has pages of its own."""
    here = node()
    store = _kept[0] if _kept else Store(0)
    stale, oldest = _stale[0].report() if _stale else (0, 0.0)
    return Report(
        pages=len(store),
        bytes=store.size,
        limit=store.limit,
        shared_in="database" if here.others else "file",
        age=here.age,
        untold=here.others is not None and any(here.numbers.untold()),
        stale=stale,
        oldest_stale=oldest,
    )
