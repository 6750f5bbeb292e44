"""Where words stand beside their own row, and who holds copies: rooms say, so that whoever withdraws a correction sees all of it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core import registry
from core.editor.mails import Shown


@dataclass(frozen=True)
class Files:
    """What is counted when it is downloaded: the files of a page, or those of a campaign in a language, all together."""

    page: int = 0
    campaign: int = 0
    language: str = ""


@dataclass(frozen=True)
class Copy:
    """One place or file. `holder` and `contact` say whom to tell; what has a `key` can be recalled by it.

    `who` names the holder among all copies, and stays the same; none where nobody can be told. `is_told`: a mail tells them.
    """

    kind: str
    title: str
    language: str = ""
    address: str = ""  # for the public
    editor: str = ""  # for the team
    state: str = ""
    holder: str = ""
    contact: str = ""
    key: str = ""
    who: str = ""
    is_told: bool = False
    files: Files | None = None  # None where nobody counts


Found = Callable[[Sequence[Any], datetime], Iterable[Copy]]
Recall = Callable[[Collection[str], str, Any], None]
Preview = Callable[[Collection[str], str], list[Shown]]

# A function that takes texts and the time since which they were wrong, and returns what may bear their words.
COPIES = registry.Kind[Found]()
# A function that takes keys, the reason and a person, and recalls those of its own; it is called within the transaction.
RECALLS = registry.Kind[Recall]()
# A function that takes keys and the reason, and returns the mails that such a recall would send.
MAILS = registry.Kind[Preview]()


def copies(texts: Sequence[Any], since: datetime) -> list[Copy]:
    """Of the rooms that are imported by others first: pages before what campaigns made of them."""
    return [copy for found in reversed(COPIES) for copy in found(texts, since)]


def recall(keys: Collection[str], reason: str, user: Any) -> None:
    for by_room in RECALLS if keys else ():
        by_room(keys, reason, user)


def mails(keys: Collection[str], reason: str) -> list[Shown]:
    return [mail for by_room in MAILS for mail in by_room(keys, reason)] if keys else []
