"""Files as their storage knows them, wherever that is: in a folder, or on a server that is asked over the network."""

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol, runtime_checkable

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import Storage


class AwayError(Exception):
    """The server that keeps the files does not answer, or not in time."""


class Reader(Protocol):
    def read(self, size: int, /) -> bytes: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Stored:
    """A file before a byte of it is read. `version` names its bytes where the storage has a name for them."""

    name: str
    storage: Storage
    size: int
    modified: datetime
    version: str = ""

    def open_at(self, start: int, length: int) -> Reader:
        """These bytes of it; raises OSError where it is gone, AwayError where nobody answers."""
        if isinstance(self.storage, Distant):
            return self.storage.open_at(self, start, length)
        file: BinaryIO = self.storage.open(self.name)
        file.seek(start)
        return file


@runtime_checkable
class Distant(Protocol):
    """A storage to which each question is a request."""

    def look_up(self, name: str) -> Stored:
        """Raises OSError where there is no such file, AwayError where nobody answers."""

    def open_at(self, stored: Stored, start: int, length: int) -> Reader: ...

    def signed_headers(self, stored: Stored) -> dict[str, str]:
        """What lets the nginx in front fetch the file by itself, once, and nobody else."""

    def take(self, name: str, source: Storage) -> bool:
        """Copy a file from another storage without reading it; whether that could be done."""


def look_up(name: str, storage: Storage) -> Stored:
    """Raises OSError where there is no such file, AwayError where the storage does not answer."""
    if isinstance(storage, Distant):
        return storage.look_up(name)
    try:
        storage.open(name).close()  # which no folder is
        return Stored(name, storage, storage.size(name), storage.get_modified_time(name))
    except (SuspiciousFileOperation, ValueError) as error:
        raise FileNotFoundError(name) from error


def copy(name: str, source: Storage, target: Storage) -> None:
    """Into the same place of another storage, over what is there."""
    if isinstance(target, Distant) and target.take(name, source):
        return
    if target.exists(name):
        target.delete(name)
    with source.open(name) as file:
        target.save(name, file)
