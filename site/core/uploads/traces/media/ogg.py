"""Ogg: the packet of comments is emptied in its place, page by page (RFC 3533, 7845; Vorbis I, section 5)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from core.uploads.faults import damaged_film, noted

CHUNK = 1024 * 1024  # bytes
PAGE = 27  # bytes before the list of segments
BEGINS = 0x02
COMMENTS = {b"\x01vorbis": b"\x03vorbis", b"OpusHead": b"OpusTags"}
MAX_COMMENTS = 32 * 1024 * 1024  # bytes: a picture of the record, at most
POLYNOMIAL = 0x04C11DB7


@dataclass
class _Stream:
    """Of one sound: what its second packet must begin with, and where the bytes of that packet lie."""

    start: bytes
    packet: int = 0
    data: bytearray = field(default_factory=bytearray)
    places: list[tuple[int, int]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)


def clean(source: BinaryIO, target: BinaryIO, kind: str) -> None:
    while chunk := source.read(CHUNK):
        target.write(chunk)
    streams: dict[bytes, _Stream] = {}
    for at, head, lengths in _pages(target):
        serial = head[14:18]
        if head[5] & BEGINS:
            target.seek(at + PAGE + len(lengths))
            streams[serial] = _Stream(_comments_of(target.read(8)))
        if serial not in streams:
            raise damaged_film()
        if streams[serial].packet < 2:
            _read(target, streams[serial], at, lengths)


def _pages(file: BinaryIO) -> Iterator[tuple[int, bytes, bytes]]:
    """(place, header, lengths of segments) of each; the file ends with the last whole one."""
    size, at = file.tell(), 0
    while at < size:
        file.seek(at)
        head = file.read(PAGE)
        if len(head) < PAGE or head[:4] != b"OggS":
            break
        lengths = file.read(head[26])
        end = at + PAGE + len(lengths) + sum(lengths)
        if end > size:
            break
        yield at, head, lengths
        at = end
    if not at:
        raise damaged_film()
    file.truncate(at)


def _comments_of(start: bytes) -> bytes:
    for name, comments in COMMENTS.items():
        if start.startswith(name):
            return comments
    raise noted(start.strip(b"\0\x01\x7f\x80").decode("ascii", "replace"))


def _read(file: BinaryIO, stream: _Stream, at: int, lengths: bytes) -> None:
    """Collect the second packet; where it ends, empty it."""
    place = at + PAGE + len(lengths)
    for length in lengths:
        if stream.packet == 1:
            if not stream.pages or stream.pages[-1] != at:
                stream.pages.append(at)
            file.seek(place)
            stream.data += file.read(length)
            stream.places.append((place, length))
            if len(stream.data) > MAX_COMMENTS:
                raise damaged_film()
        place += length
        if length < 255:
            stream.packet += 1
            if stream.packet == 2:
                _write(file, stream)
                return


def _write(file: BinaryIO, stream: _Stream) -> None:
    """As long as it was: one name of a program, of zeros, and no comment."""
    start, size = stream.start, len(stream.data)
    ends = b"\x01" if start == COMMENTS[b"\x01vorbis"] else b""
    name = size - len(start) - 8 - len(ends)
    if not stream.data.startswith(start) or name < 0:
        raise damaged_film()
    made = start + name.to_bytes(4, "little") + bytes(name) + bytes(4) + ends
    at = 0
    for place, length in stream.places:
        file.seek(place)
        file.write(made[at : at + length])
        at += length
    for page in stream.pages:
        _seal(file, page)


def _seal(file: BinaryIO, at: int) -> None:
    """The checksum of a page, over the page with none."""
    file.seek(at)
    head = file.read(PAGE)
    lengths = file.read(head[26])
    page = bytearray(head + lengths + file.read(sum(lengths)))
    page[22:26] = bytes(4)
    file.seek(at + 22)
    file.write(checksum(bytes(page)).to_bytes(4, "little"))


def checksum(page: bytes) -> int:
    found = 0
    for byte in page:
        found = (found << 8 & 0xFFFFFFFF) ^ _TABLE[found >> 24 ^ byte]
    return found


def _row(value: int) -> int:
    value <<= 24
    for _bit in range(8):
        value = (value << 1 ^ (POLYNOMIAL if value & 0x80000000 else 0)) & 0xFFFFFFFF
    return value


_TABLE = [_row(value) for value in range(256)]
