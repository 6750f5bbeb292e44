"""The files of the storages: media, and what is private; through Django's own interface, wherever they lie."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import BinaryIO

from django.core.files import File
from django.core.files.storage import Storage, storages

from operations.backup.file.manifest import Entry
from operations.backup.problems import BackupError
from serving import faults

STORAGES = {"media": "default", "private": "private"}  # the name in a backup, and the alias in STORAGES
BLOCK_BYTES = 2**20


def names(storage: Storage, folder: str = "") -> Iterator[str]:
    """Every file below a folder, in order."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}{name}" for name in sorted(files) if name)
    for below in sorted(folders):
        if below:
            yield from names(storage, f"{folder}{below}/")


@contextmanager
def asked(part: str) -> Iterator[Storage]:
    """The storage of a part; BackupError where a server that keeps it does not answer, or refuses."""
    try:
        yield storages[STORAGES[part]]
    except Exception as error:
        if not faults.is_of_server(error):
            raise
        raise BackupError(
            f"the server of STORAGE_URL, which keeps the {part} files, does not do what it should: {error}"
        ) from None


def filled() -> list[str]:
    """The parts in which a file lies."""
    return [part for part in STORAGES if _is_filled(part)]


def _is_filled(part: str) -> bool:
    with asked(part) as storage:
        return next(names(storage), None) is not None


@contextmanager
def opened(storage: Storage, name: str) -> Iterator[BinaryIO]:
    """FileNotFoundError where it is gone since it was listed; a server is asked for all of it before a byte is given."""
    with storage.open(name) as content:
        try:
            content.read(0)
        except Exception:
            if storage.exists(name):
                raise
            raise FileNotFoundError(name) from None
        yield content


def put(storage: Storage, name: str, entry: Entry, content: BinaryIO) -> bool:
    """Bring a file to its place; whether it was not there already."""
    if storage.exists(name):
        if _is(storage, name, entry):
            return False
        storage.delete(name)
    if (saved := storage.save(name, File(content, name))) != name:
        storage.delete(saved)
        raise BackupError(f"{name} would be stored as {saved}: something else has its name; remove it")
    return True


def remove_others(storage: Storage, kept: set[str]) -> int:
    """Remove what the backup does not hold; how many files went."""
    others = [name for name in names(storage) if name not in kept]
    for name in others:
        storage.delete(name)
    return len(others)


def _is(storage: Storage, name: str, entry: Entry) -> bool:
    if storage.size(name) != entry.size:
        return False
    digest = sha256()
    with storage.open(name) as file:
        while block := file.read(BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest() == entry.sha256
