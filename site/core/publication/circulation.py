"""Where words stand beside their own row, and who holds copies: rooms say, so that whoever withdraws a correction sees all of it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core import registry


@dataclass(frozen=True)
class Copy:
    """One place or file. `holder` and `contact` say whom to tell; what has a `key` can be recalled by it."""

    kind: str
    title: str
    language: str = ""
    address: str = ""  # for the public
    editor: str = ""  # for the team
    state: str = ""
    holder: str = ""
    contact: str = ""
    key: str = ""


Found = Callable[[Sequence[Any], datetime], Iterable[Copy]]
Recall = Callable[[Collection[str], str, Any], None]

# A function that takes texts and the time since which they were wrong, and returns what may bear their words.
COPIES = registry.Kind[Found]()
# A function that takes keys, the reason and a person, and recalls those of its own; it is called within the transaction.
RECALLS = registry.Kind[Recall]()


def copies(texts: Sequence[Any], since: datetime) -> list[Copy]:
    """Of the rooms that are imported by others first: pages before what campaigns made of them."""
    return [copy for found in reversed(COPIES) for copy in found(texts, since)]


def recall(keys: Collection[str], reason: str, user: Any) -> None:
    for by_room in RECALLS if keys else ():
        by_room(keys, reason, user)
