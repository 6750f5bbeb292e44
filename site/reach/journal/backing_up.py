"""The journal in a backup, so that a restore loses no count that was acknowledged and counts none twice.

Positions and counts are of one transaction, in the database. The journal is read after the database was copied: it then holds
each line that is counted there, and all that waited. Segments are opened before, so that the purge takes none of them away.

Segments of protected lines are in no backup: the order in which they came would be kept for as long as it. A restore loses what was
counted of them since, and the seconds that were not counted yet.
"""

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from core.upkeep.backups import Read
from reach.journal import disk, journal
from reach.journal.segments import segments_here, writer_lives

BLOCK_BYTES = 2**20
NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,79}/([A-Za-z0-9-]+\.log|dropped)")
UNFINISHED = ".part"


@contextmanager
def held() -> Iterator[Read]:
    with ExitStack() as stack:
        opened: dict[Path, BinaryIO] = {}

        def open_all() -> None:
            for path in segments_here().values():
                if path not in opened and not journal.is_apart(path.name):
                    with suppress(FileNotFoundError):  # purged in this moment, long after it was counted
                        opened[path] = stack.enter_context(path.open("rb"))

        def read() -> Iterator[tuple[str, BinaryIO, int]]:
            open_all()  # those that were begun meanwhile
            for path, file in opened.items():
                lives = writer_lives(path)  # asked before its end is looked for: after a death nothing is added
                yield _name(path), file, _whole_lines(file) if lives else os.fstat(file.fileno()).st_size
            for path in journal.root().glob(f"*/{disk.GAUGE}"):
                with path.open("rb") as file:
                    yield _name(path), file, path.stat().st_size

        open_all()
        yield read


def put(name: str, content: BinaryIO, size: int, digest: str) -> None:
    """Bring a segment back, unless what lies here goes further: what happened since is counted from there."""
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no file of a journal")
    path = journal.root() / name
    if path.exists() and (path.name == disk.GAUGE or _begins_with(path, size, digest)):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + UNFINISHED)
    with unfinished.open("wb") as file:
        while block := content.read(BLOCK_BYTES):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)


def clear() -> None:
    """Remove every segment on this volume, and with them what is not counted yet."""
    for path in segments_here().values():
        path.unlink(missing_ok=True)


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _whole_lines(file: BinaryIO) -> int:
    """The end of the last whole line before the first zero; the file is back at its beginning."""
    end = start = 0
    while block := file.read(BLOCK_BYTES):
        written = block.partition(b"\0")[0]
        if newline := written.rfind(b"\n") + 1:
            end = start + newline
        if len(written) < len(block):
            break
        start += len(block)
    file.seek(0)
    return end


def _begins_with(path: Path, size: int, digest: str) -> bool:
    if path.stat().st_size < size:
        return False
    found, left = sha256(), size
    with path.open("rb") as file:
        while left and (block := file.read(min(BLOCK_BYTES, left))):
            found.update(block)
            left -= len(block)
    return found.hexdigest() == digest
