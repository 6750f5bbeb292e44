"""Who serves, and what was interrupted: a lock that `serve` shares, and a marker that lies there while a restore is not whole."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from operations.backup.databases import configured
from operations.backup.problems import BackupError

LOCK, MARKER = "serving.lock", "restore.interrupted"
SENTENCE = "a restore was interrupted, and what lies here is not whole: run `manage.py restore` again, with --replace"


@contextmanager
def serving() -> Iterator[None]:
    """Held by each node that serves; BackupError while a restore runs, or where one was interrupted."""
    with _locked(fcntl.LOCK_SH, "a restore is under way: wait until it has ended"):
        require_whole()
        yield


def require_whole() -> None:
    if _marker().exists() or configured().marked():
        raise BackupError(SENTENCE)


@contextmanager
def restoring(what: str) -> Iterator[None]:
    """Alone with the data; the marker stays where the body does not reach its end."""
    with _locked(fcntl.LOCK_EX, "the site is served from here: stop it first"):
        database = configured()
        database.require_unused()
        _write(_marker(), f"{SENTENCE}\n{what}\n")
        database.mark(SENTENCE)
        yield
        os.sync()
        _marker().unlink()


@contextmanager
def _locked(how: int, sentence: str) -> Iterator[None]:
    descriptor = os.open(Path(settings.VAR_DIR) / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, how | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError(sentence) from None
        yield
    finally:
        os.close(descriptor)


def _marker() -> Path:
    return Path(settings.VAR_DIR) / MARKER


def _write(path: Path, text: str) -> None:
    with path.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
