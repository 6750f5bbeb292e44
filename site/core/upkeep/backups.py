"""What a backup holds beside the database and the files of the storages, and what follows a restore; rooms fill both."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import BinaryIO

from core import registry

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


PARTS = registry.Named(Part)
# What is done once a database of the present version was restored; each may run twice.
STEPS = registry.Table[str, Callable[[], None]]()
