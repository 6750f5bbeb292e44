"""Which characters a font file has glyphs for, read from its `cmap` table (ISO/IEC 14496-22, section 5.3.1)."""

import struct
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

FORMATS = (12, 4)  # the widest first: all of Unicode, then its first 65,536 characters


@dataclass(frozen=True)
class Charmap:
    """Ranges of code points, both ends included, in order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __contains__(self, character: str) -> bool:
        place = bisect_right(self.starts, ord(character)) - 1
        return place >= 0 and ord(character) <= self.ends[place]


def read(path: Path, face: int = 0) -> Charmap:
    """The characters of a font, or of one face of a collection. ValueError where it has no table that this reads."""
    with path.open("rb") as file:
        table = _table(file, _face(file, face))
        offsets = {_unpack(file, table + at, ">H")[0]: table + at for at in _subtables(file, table)}
        chosen = next((form for form in FORMATS if form in offsets), None)
        if chosen is None:
            raise ValueError(f"{path.name} has no character map of format 4 or 12")
        ranges = (_ranges_12 if chosen == 12 else _ranges_4)(file, offsets[chosen])
    return Charmap(tuple(start for start, _end in ranges), tuple(end for _start, end in ranges))


def _unpack(file: BinaryIO, at: int, form: str) -> tuple[int, ...]:
    file.seek(at)
    return struct.unpack(form, file.read(struct.calcsize(form)))


def _face(file: BinaryIO, face: int) -> int:
    """Where the tables of a face are listed."""
    file.seek(0)
    return _unpack(file, 12 + 4 * face, ">I")[0] if file.read(4) == b"ttcf" else 0


def _table(file: BinaryIO, font: int) -> int:
    (count,) = _unpack(file, font + 4, ">H")
    for number in range(count):
        tag, _checksum, offset, _length = _unpack(file, font + 12 + 16 * number, ">4sIII")
        if tag == b"cmap":
            return offset
    raise ValueError("the font has no character map")


def _subtables(file: BinaryIO, table: int) -> list[int]:
    (count,) = _unpack(file, table + 2, ">H")
    records = (_unpack(file, table + 4 + 8 * number, ">HHI") for number in range(count))
    # Of one format, the last stands for Unicode on every platform.
    return [offset for platform, _encoding, offset in records if platform in (0, 3)]


def _ranges_12(file: BinaryIO, at: int) -> list[tuple[int, int]]:
    (count,) = _unpack(file, at + 12, ">I")
    numbers = _unpack(file, at + 16, f">{3 * count}I")
    return sorted(zip(numbers[::3], numbers[1::3], strict=True))


def _ranges_4(file: BinaryIO, at: int) -> list[tuple[int, int]]:
    """Segments whose glyphs are listed one by one are taken whole: fonts list no character there that they lack."""
    count = _unpack(file, at + 6, ">H")[0] // 2
    ends = _unpack(file, at + 14, f">{count}H")
    starts = _unpack(file, at + 16 + 2 * count, f">{count}H")
    return sorted((start, end) for start, end in zip(starts, ends, strict=True) if start != 0xFFFF)
