"""What a backup holds beside the database and the files of the storages, and what follows a restore; rooms fill both."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import BinaryIO

# (name below the part, file at its beginning, how many bytes of it belong to the backup)
Read = Callable[[], Iterator[tuple[str, BinaryIO, int]]]


@dataclass(frozen=True)
class Part:
    """Files of a room.

    `held` is entered before the database is copied, and what it gives is called afterwards. `put` brings one file back, and
    takes its name, a file, its size and its SHA-256; `clear` removes what is there.
    """

    name: str
    held: Callable[[], AbstractContextManager[Read]]
    put: Callable[[str, BinaryIO, int, str], None]
    clear: Callable[[], None]


PARTS: dict[str, Part] = {}
STEPS: dict[str, Callable[[], None]] = {}


def register(part: Part) -> None:
    PARTS[part.name] = part


def after_restore(step: Callable[[], None]) -> Callable[[], None]:
    """Decorate what is done once a database of the present version was restored; it may run twice."""
    STEPS[step.__name__.replace("_", "-")] = step
    return step
