"""Files that are made belong to a row: they are there with it, whole, or not at all."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, BinaryIO

from django.core.files import File
from django.db import transaction
from django.db.models.fields.files import FieldFile

CHUNK = 1024 * 1024  # bytes


def sha256_of(file: BinaryIO) -> str:
    """Hex digest of a whole file, read in pieces; it is left at its start."""
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in iter(lambda: file.read(CHUNK), b""):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def store(row: Any, name: str, content: File) -> None:
    """Store the file of a row that has `file`, `size` and `sha256`; the row itself is not saved."""
    row.size, row.sha256 = content.size, sha256_of(content)
    row.file.save(name, content, save=False)


@contextmanager
def whole(file: FieldFile) -> Iterator[None]:
    """Inside, the row of a file that was stored is saved: where that fails, nothing is left of the file."""
    try:
        yield
    except BaseException:
        if file:
            file.storage.delete(file.name)
        raise


def drop(file: FieldFile) -> None:
    """Delete a file, once it is committed that no row has it."""
    if file:
        transaction.on_commit(partial(file.storage.delete, file.name))
