"""ZIP archives, judged by what they declare before anything of them is unpacked."""

import stat
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

MAX_ENTRIES = 2_000
MAX_RATIO = 100  # text packs to a twentieth, a bomb to a thousandth
SMALL = 1024 * 1024  # bytes; under it no ratio does harm
IN_MEMORY = 16 * 1024 * 1024  # bytes; the paper of a consent, of at most 10 MB, leaves no part of itself on the disk
MAX_READ = 2 * 1024 * 1024  # bytes of a list of entries; two thousand take less
CHUNK = 64 * 1024  # bytes
LOCAL_HEADER = 30  # bytes, without the name
WRONG = (
    BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)


class _Careful:
    """A file of which no more than a list of entries is read at once, whatever length the archive declares for it."""

    def __init__(self, file: File):
        self.seek, self.tell, self.seekable, self._read = file.seek, file.tell, lambda: True, file.read

    def read(self, size: int = -1) -> bytes:
        data = self._read(MAX_READ + 1 if size is None or size < 0 else min(size, MAX_READ + 1))
        if len(data) > MAX_READ:
            raise _too_many()
        return data


class Archive:
    """What an archive holds, by name in lower case: programs for office documents make no difference."""

    def __init__(self, inspection, zipped: ZipFile):
        self.inspection, self._zip = inspection, zipped
        self.entries = {info.filename.casefold(): info for info in zipped.infolist() if not info.is_dir()}

    @contextmanager
    def open(self, name: str) -> Iterator:
        with self._zip.open(self.entries[name]) as content:
            yield content

    def read_all(self) -> None:
        """Unpack each entry into nothing: its checksum says whether it is whole."""
        for name in self.entries:
            with self.open(name) as content:
                while content.read(CHUNK):
                    pass

    def check(self, name: str, kinds) -> None:
        """Look at one entry as if it had been uploaded by itself."""
        with SpooledTemporaryFile(max_size=IN_MEMORY) as copy, self.open(name) as content:
            while chunk := content.read(CHUNK):
                copy.write(chunk)
            copy.seek(0)
            entry = File(copy, name=name)
            entry.size = self.entries[name].file_size
            try:
                with self.inspection.inside():
                    self.inspection.check(entry, kinds)
            except ValidationError as error:
                raise of_entry(self.entries[name].filename, error) from error


@contextmanager
def opened(inspection, file: File) -> Iterator[Archive]:
    """Raises ValidationError where the archive declares too much, hides something or is damaged."""
    try:
        with ZipFile(_Careful(file)) as zipped:
            infos = zipped.infolist()
            _check_size(infos, file.size)
            for info in infos:
                _check_entry(info)
            _check_places(infos)
            inspection.unpack(sum(info.file_size for info in infos))
            yield Archive(inspection, zipped)
    except WRONG as error:
        message = _(
            "This file is damaged or cut short. Save it again in the program that made it, and choose the new one."
        )
        raise ValidationError(message, code="damaged") from error


def _check_size(infos: list[ZipInfo], packed: int) -> None:
    if len(infos) > MAX_ENTRIES:
        raise _too_many()
    unpacked = sum(info.file_size for info in infos)
    if unpacked > max(SMALL, packed * MAX_RATIO):
        message = _(
            "It would unpack to more than %(ratio)d times its size, as files made to fill a disk do. Pack it anew."
        )
        raise ValidationError(message, code="bomb", params={"ratio": MAX_RATIO})


def _too_many() -> ValidationError:
    message = _("It holds more than %(most)d files. Split it into several.")
    return ValidationError(message, code="too_many", params={"most": MAX_ENTRIES})


def _check_entry(info: ZipInfo) -> None:
    parts = info.orig_filename.replace("\\", "/").split("/")
    if parts[0] == "" or ".." in parts or ":" in parts[0] or "\x00" in info.orig_filename:
        message = _("“%(name)s” in it leads out of the folder in which it is unpacked. Pack the folder anew.")
    elif stat.S_ISLNK(info.external_attr >> 16):
        message = _("“%(name)s” in it is a link to another file. Put the file itself into it.")
    elif info.flag_bits & 0x1:
        message = _("“%(name)s” in it has a password, which nobody here knows. Pack it without one.")
    elif info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        message = _("“%(name)s” in it is packed in a way that not every program opens. Pack it as an ordinary ZIP.")
    else:
        return
    raise ValidationError(message, code="entry", params={"name": info.filename})


def _check_places(infos: list[ZipInfo]) -> None:
    """Each entry has a place and a name of its own: shared ones multiply what is unpacked, or hide it."""
    end, names = 0, set()
    for info in sorted(infos, key=lambda info: info.header_offset):
        name = info.filename.casefold()
        if info.header_offset < end or name in names:
            message = _("“%(name)s” in it takes the place of another file. Pack it anew.")
            raise ValidationError(message, code="overlap", params={"name": info.filename})
        names.add(name)
        end = info.header_offset + LOCAL_HEADER + info.compress_size


def of_entry(name: str, error: ValidationError) -> ValidationError:
    message = _("“%(name)s” in it: %(reason)s")
    return ValidationError(message, code=error.code, params={"name": name, "reason": error.messages[0]})
