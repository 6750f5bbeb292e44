"""A kit in one file: everything that was made, what was uploaded, and a manifest to check it all by."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, BinaryIO

from django.core.files import File
from django.template.loader import render_to_string
from django.utils import translation

from made.files import CHUNK

README = "README.txt"
STORED = {"pdf", "odt", "docx", "pptx", "zip", "mp4", "webm", "mp3", "ogg", "m4a", "jpg", "jpeg", "png", "webp", "avif"}


@dataclass(frozen=True)
class Entry:
    """A file of the archive; `alternative` says the same in words where it is sound, video or an uploaded file."""

    name: str
    title: str
    format: str
    size: int  # bytes
    sha256: str
    language: str
    licence: str
    alternative: str = ""


@dataclass(frozen=True)
class Manifest:
    """What the archive says of itself."""

    title: str
    language: str
    version: int
    date: str  # ISO 8601
    licence: str
    licence_address: str
    author: str
    address: str
    demonstration: bool
    changes: tuple[dict[str, Any], ...]
    files: tuple[Entry, ...]

    def naming(self, words: bytes) -> "Manifest":
        """The same with the file of its own words."""
        digest = hashlib.sha256(words).hexdigest()
        readme = Entry(README, self.title, "txt", len(words), digest, self.language, self.licence)
        return replace(self, files=(readme, *self.files))

    def as_json(self) -> bytes:
        return (json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()

    def as_words(self) -> bytes:
        with translation.override(self.language):
            return render_to_string("kits/manifest.txt", {"manifest": self}).encode()


def write(target: BinaryIO, manifest: Manifest, files: Iterable[tuple[str, File]], made: datetime) -> None:
    """The same bytes for the same version: each entry bears the version's own day, in a fixed order."""
    words = manifest.as_words()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in (("manifest.json", manifest.naming(words).as_json()), (README, words)):
            with _entry(archive, name, made) as entry:
                entry.write(data)
        for name, file in files:
            with _entry(archive, name, made) as entry:
                for chunk in _chunks(file):
                    entry.write(chunk)


def _chunks(file: File) -> Iterator[bytes]:
    file.open("rb")
    yield from iter(lambda: file.read(CHUNK), b"")


@contextmanager
def _entry(archive: zipfile.ZipFile, name: str, made: datetime) -> Iterator[Any]:
    info = zipfile.ZipInfo(name, made.timetuple()[:6])
    info.compress_type = zipfile.ZIP_STORED if name.rpartition(".")[2].lower() in STORED else zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3
    with archive.open(info, "w", force_zip64=True) as entry:
        yield entry
