"""Folders in VAR_DIR for what is needed for a while; what a killed process left goes with the next."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

PREFIX = ".backup-work-"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder that only this user reads; it is locked as long as it is used."""
    root = Path(settings.VAR_DIR)
    for folder in root.glob(f"{PREFIX}*"):
        _remove_if_left(folder)
    folder, lock = _locked_folder(root)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _locked_folder(root: Path) -> tuple[Path, int]:
    """The lock is on the folder itself: whenever its process is killed, what is left can be told from what is used."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=root))
        with contextlib.suppress(FileNotFoundError):  # before it was locked, another process took it for left
            lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if folder.exists():
                return folder, lock
            os.close(lock)


def _remove_if_left(folder: Path) -> None:
    with contextlib.suppress(OSError):
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(lock)
