"""Archives, written anew entry by entry: no dates, no owners, no comments."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile

from core.uploads.formats import FORMATS
from core.uploads.inspection import Inspection
from core.uploads.kinds.archives import Archive, of_entry, opened

OLDEST = (1980, 1, 1, 0, 0, 0)
Rewriter = Callable[[Archive], Callable[[str, bytes], bytes | None]]


def rewrite(source: File, target: BinaryIO, rewriter: Rewriter) -> None:
    """`rewriter` is given the archive, and answers what makes each entry, by its name and content; None leaves it out."""
    with opened(Inspection(FORMATS), source) as archive, ZipFile(target, "w") as made:
        rewritten = rewriter(archive)
        for name, info in archive.entries.items():
            with archive.open(name) as content:
                data = content.read()
            data = rewritten(info.filename, data)
            if data is not None:
                made.writestr(_entry(info), data, compresslevel=None if info.compress_type == ZIP_STORED else 6)


def read(archive: Archive, name: str) -> bytes:
    with archive.open(name) as content:
        return content.read()


def cleaned_entry(name: str, data: bytes) -> bytes:
    """One that could have been uploaded by itself."""
    from core.uploads.traces import cleaned

    with naming(name), cleaned(ContentFile(data, name=name)) as made:
        return made.read()


@contextmanager
def naming(name: str) -> Iterator[None]:
    """What is refused inside is said of this entry."""
    try:
        yield
    except ValidationError as error:
        raise of_entry(name, error) from error


def _entry(old: ZipInfo) -> ZipInfo:
    new = ZipInfo(old.filename, OLDEST)
    new.compress_type, new.external_attr, new.create_system = old.compress_type, 0o644 << 16, 3
    return new
