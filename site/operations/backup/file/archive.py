"""The file of a backup: ZIP64, each entry with its size and SHA-256; what is compressed already is stored as it is."""

import io
import zipfile
import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import PurePosixPath
from typing import BinaryIO

from operations.backup.file.manifest import NAME, Entry, Manifest
from operations.backup.problems import DamagedError

BLOCK_BYTES = 2**20
COMPRESSED = {
    ".avif", ".docx", ".flac", ".gif", ".gz", ".jpeg", ".jpg", ".m4a", ".mp3", ".mp4", ".odp", ".ods", ".odt", ".ogg", ".pdf",
    ".png", ".pptx", ".webm", ".webp", ".woff2", ".xlsx", ".zip",
}  # fmt: skip
Told = Callable[[int], None]


class Packing:
    """Writes entries one after the other into `file`, which need not be seekable."""

    def __init__(self, file: BinaryIO, told: Told):
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True)
        self._told = told
        self.entries: list[Entry] = []

    def add(self, name: str, content: BinaryIO, length: int | None = None) -> None:
        """Add `content` from where it stands to its end, or `length` bytes of it."""
        info = zipfile.ZipInfo(name)
        suffix = PurePosixPath(name).suffix.lower()
        info.compress_type = zipfile.ZIP_STORED if suffix in COMPRESSED else zipfile.ZIP_DEFLATED
        digest, size = sha256(), 0
        with self._zip.open(info, "w", force_zip64=True) as entry:
            while block := content.read(BLOCK_BYTES if length is None else min(BLOCK_BYTES, length - size)):
                entry.write(block)
                digest.update(block)
                size += len(block)
                self._told(len(block))
        self.entries.append(Entry(name, size, digest.hexdigest()))

    def abandon(self) -> None:
        """Write nothing more, not even when it is forgotten."""
        self._zip.fp = None

    def finish(self, manifest: Manifest) -> None:
        self._zip.writestr(NAME, manifest.to_json())
        self._zip.close()


class Unpacking:
    """Reads a backup; `check` reads all of it."""

    def __init__(self, file: BinaryIO):
        try:
            self._zip = zipfile.ZipFile(
                io.BufferedReader(file, BLOCK_BYTES) if isinstance(file, io.RawIOBase) else file
            )
            self.manifest = Manifest.from_json(self._zip.read(NAME))
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError):
            raise DamagedError("the file is no backup, or is cut short") from None

    def open(self, entry: Entry) -> BinaryIO:
        return self._zip.open(entry.name)

    def check(self, told: Told) -> None:
        """DamagedError unless each entry is there as the manifest says, and nothing else is."""
        here = sorted(self._zip.namelist())
        if here != sorted([NAME, *(entry.name for entry in self.manifest.files)]):
            raise DamagedError("the files in the backup are not those that its manifest names")
        for entry in self.manifest.files:
            self._check(entry, told)

    def _check(self, entry: Entry, told: Told) -> None:
        digest, size = sha256(), 0
        try:
            with self.open(entry) as content:
                while block := content.read(BLOCK_BYTES):
                    digest.update(block)
                    size += len(block)
                    told(len(block))
        except (zipfile.BadZipFile, zlib.error, EOFError):
            raise DamagedError(f"{entry.name} in the backup is damaged") from None
        if (size, digest.hexdigest()) != (entry.size, entry.sha256):
            raise DamagedError(f"{entry.name} in the backup is not what was written")
