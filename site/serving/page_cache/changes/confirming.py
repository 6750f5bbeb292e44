"""Which nodes have confirmed that they show nothing that was withdrawn, and which may show it still."""

from dataclasses import dataclass

from serving.page_cache.changes.in_database import Seen
from serving.page_cache.changes.node import node

SILENT = 30.0  # seconds without a word: three that are missing


@dataclass(frozen=True)
class Confirmation:
    """Of one node; `ago`: seconds since it was last heard."""

    name: str
    confirmed: bool
    ago: float

    @property
    def seconds(self) -> int:
        return round(self.ago)

    @property
    def is_silent(self) -> bool:
        return self.ago > SILENT


def told_as() -> int | None:
    """The number under which the others know of all that was withdrawn on this node; None while they do not, or where there are none."""
    here = node()
    return None if here.others is None or here.numbers.untold()[1] else here.numbers.heard()[1]


def tell_again() -> int | None:
    """For what another node withdrew and could not tell: each node may tell it."""
    node().move(withdrawn=True)
    return told_as()


def are_several() -> bool:
    """Whether there are nodes that wait for each other's word."""
    others = node().others
    return others is not None and len(others.nodes()[1]) > 1


def confirmations(number: int | None) -> list[Confirmation]:
    """Of each node that serves, those that have not confirmed first."""
    others = node().others
    if others is None:
        return []
    now, found = others.nodes()
    said = [Confirmation(seen.name, _has(seen, number, now), seen.ago) for seen in found]
    return sorted(said, key=lambda one: (one.confirmed, one.name))


def _has(seen: Seen, number: int | None, now: int) -> bool:
    """A node that is in the epoch of now has forgotten all that is older than it."""
    if number is None or seen.withdrawn >> 32 != now >> 32:
        return False
    return number >> 32 != now >> 32 or seen.withdrawn >= number
