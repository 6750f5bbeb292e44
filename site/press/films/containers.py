"""What an MP4 says of itself: how it is coded, its size, its length (ISO/IEC 14496-12 and -15). Nothing of it is decoded."""

import struct
from dataclasses import dataclass
from typing import BinaryIO

from core.uploads.faults import damaged_film
from core.uploads.traces.media.samples import found
from core.uploads.traces.media.walk import boxes

LARGEST_INDEX = 16 * 1024 * 1024  # bytes; that of twenty seconds takes some thousands
ENTRY = 86  # bytes of the description of pictures, with its header, before the boxes in it
UNIT = 65536  # of a number with a fraction


@dataclass(frozen=True)
class Measured:
    """`pictures` and `sound` are four letters each, `sound` empty without any; `profile` is that of H.264, else 0."""

    pictures: str
    profile: int
    width: int
    height: int
    seconds: float
    sound: str = ""


def measured(file: BinaryIO) -> Measured:
    """Raises ValidationError where the file is damaged, or has no track of pictures. It is left at its beginning."""
    try:
        return _measured(_index(file))
    except (struct.error, IndexError, StopIteration, ZeroDivisionError, UnicodeDecodeError) as error:
        raise damaged_film() from error
    finally:
        file.seek(0)


def _index(file: BinaryIO) -> bytes:
    """The content of `moov`."""
    at = 0
    while True:
        file.seek(at)
        header = file.read(16)
        size, content = int.from_bytes(header[:4]), 8
        if size == 1:
            size, content = int.from_bytes(header[8:16]), 16
        if header[4:8] == b"moov" and content <= size <= LARGEST_INDEX:
            file.seek(at + content)
            index = file.read(size - content)
            if len(index) == size - content:
                return index
        if size < 8:  # the last one, of any length, or none
            raise damaged_film()
        at += size


def _measured(index: bytes) -> Measured:
    tracks = _tracks(index)
    if b"vide" not in tracks:
        raise damaged_film()
    at, end = tracks[b"vide"]
    coded, entry = _description(index, at, end)
    width, height = _size(index, at, end)
    sound = _description(index, *tracks[b"soun"])[0] if b"soun" in tracks else ""
    return Measured(coded, _profile(entry), width, height, _seconds(index), sound)


def _tracks(index: bytes) -> dict[bytes, tuple[int, int]]:
    """Where the content of each track lies, by its kind; of two of a kind, players take the first."""
    tracks: dict[bytes, tuple[int, int]] = {}
    for at, end in found(index, 0, len(index), b"trak"):
        content, _stop = next(found(index, at, end, b"mdia", b"hdlr"))
        tracks.setdefault(index[content + 8 : content + 12], (at, end))
    return tracks


def _description(index: bytes, at: int, end: int) -> tuple[str, bytes]:
    """Four letters, and the whole description of the samples."""
    content, stop = next(found(index, at, end, b"mdia", b"minf", b"stbl", b"stsd"))
    name, start, _content, last = next(boxes(index, content + 8, stop))
    return name.decode("ascii"), index[start:last]


def _profile(entry: bytes) -> int:
    return next((entry[content + 1] for content, _stop in found(entry, ENTRY, len(entry), b"avcC")), 0)


def _size(index: bytes, at: int, end: int) -> tuple[int, int]:
    """As it is shown: a telephone held upright turns its pictures by a matrix."""
    _content, stop = next(found(index, at, end, b"tkhd"))
    width, height = (number // UNIT for number in struct.unpack_from(">II", index, stop - 8))
    (turned,) = struct.unpack_from(">i", index, stop - 44)  # the first of the nine of the matrix
    return (width, height) if turned else (height, width)


def _seconds(index: bytes) -> float:
    content, _stop = next(found(index, 0, len(index), b"mvhd"))
    form, at = (">IQ", 20) if index[content] == 1 else (">II", 12)
    scale, length = struct.unpack_from(form, index, content + at)
    return length / scale
