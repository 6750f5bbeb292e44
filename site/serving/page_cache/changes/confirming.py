"""Which nodes have confirmed that they show nothing that was withdrawn, and which may show it still."""

import logging
from dataclasses import dataclass

from django.conf import settings

from serving.page_cache.changes.node import node
from serving.page_cache.changes.shared import Seen

logger = logging.getLogger(__name__)

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
    """Whether there are nodes that wait for each other's word; yes where that cannot be known now."""
    others = node().others
    try:
        return others is not None and len(others.nodes()[1]) > 1
    except Exception as error:  # whatever the place raises where it is away
        logger.warning("the nodes could not be asked for: %s", type(error).__name__)
        return True


def confirmations(number: int | None) -> list[Confirmation]:
    """Of each node that serves, those that have not confirmed first; raises what the shared place raises."""
    others = node().others
    if others is None:
        return []
    now, found = others.nodes()
    said = [Confirmation(seen.name, _has(seen, number, now), seen.ago) for seen in found]
    return sorted(said, key=lambda one: (one.confirmed, one.name))


def unheard(number: int | None) -> list[Confirmation]:
    """Of each node that is known while nobody can be asked: none has confirmed, but this one what it could not tell and has just told itself."""
    others, here = node().others, settings.NODE_NAME if number is None else None
    try:
        known = others.known() if others is not None else []
    except Exception as error:  # whatever the place raises where it is away too
        logger.warning("the nodes are not known: %s", type(error).__name__)
        return []
    said = [Confirmation(seen.name, seen.name == here, seen.ago) for seen in known]
    return sorted(said, key=lambda one: (one.confirmed, one.name))


def _has(seen: Seen, number: int | None, now: int) -> bool:
    """A node that is in the epoch of now has forgotten all that is older than it."""
    if number is None or seen.withdrawn >> 32 != now >> 32:
        return False
    return number >> 32 != now >> 32 or seen.withdrawn >= number
