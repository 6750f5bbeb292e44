"""Where the pictures and the sounds of a film lie: what else is in its `mdat`, nothing plays (ISO/IEC 14496-12, 8.7 and 8.8)."""

import struct
from collections.abc import Iterable, Iterator
from itertools import accumulate

from core.uploads.faults import damaged_film
from core.uploads.traces.media.walk import boxes

MOST = 4_000_000  # samples, chunks or runs of one track: a day and a night of sound
Data = bytes | bytearray
Place = tuple[int, int]  # where it begins in the file, and where it ends
FROM, DESCRIPTION, DURATION, SIZE, FROM_FRAGMENT = (
    0x1,
    0x2,
    0x8,
    0x10,
    0x20000,
)  # what a track says of its part of a fragment
OFFSET, FIRST, TIME, SIZES, MARKS, SHIFT = 0x1, 0x4, 0x100, 0x200, 0x400, 0x800  # and of a run of samples in it


def of_index(data: Data, at: int, end: int) -> Iterator[Place]:
    """Of `moov`, whose content lies between these places."""
    for table, stop in found(data, at, end, b"trak", b"mdia", b"minf", b"stbl"):
        yield from _of_table({name: (content, last) for name, _start, content, last in boxes(data, table, stop)}, data)


def of_fragment(data: Data, place: int, at: int, usual: dict[int, int]) -> Iterator[Place]:
    """Of `moof`, which begins at `place` in the file; its content, in `data`, at `at`. `usual` is what `usual_sizes` gave."""
    after = place
    for content, stop in found(data, at, len(data), b"traf"):
        base, size = after, 0
        for name, _start, inside, _last in boxes(data, content, stop):
            if name == b"tfhd":
                base, size = _base_and_size(data, inside, (place, after), usual)
                after = base
            elif name == b"trun":
                start, after = _run(data, inside, base, after, size)
                yield start, after


def usual_sizes(data: Data, at: int, end: int) -> dict[int, int]:
    """{number of a track: bytes of a sample of which a fragment says none}, of `moov`."""
    return {
        _number(data, content + 4): _number(data, content + 16)
        for content, _stop in found(data, at, end, b"mvex", b"trex")
    }


def found(data: Data, at: int, end: int, *path: bytes) -> Iterator[tuple[int, int]]:
    """The contents of the boxes at the end of this path."""
    for name, _start, content, stop in boxes(data, at, end):
        if name == path[0]:
            if path[1:]:
                yield from found(data, content, stop, *path[1:])
            else:
                yield content, stop


def between(places: Iterable[Place], at: int, end: int) -> Iterator[Place]:
    """What none of these, which are in order, takes of the bytes between two places."""
    for start, stop in places:
        if start >= end:
            break
        if start > at:
            yield at, start
        at = max(at, stop)
    if at < end:
        yield at, end


def _of_table(table: dict[bytes, Place], data: Data) -> Iterator[Place]:
    """Chunks lie anywhere; the samples of one, in a row."""
    starts = _chunks(table, data)
    if not starts:
        return
    counts = _counts(data, table[b"stsc"][0], len(starts))
    sizes = _sizes(table, data)
    if isinstance(sizes, int):
        yield from ((start, start + count * sizes) for start, count in zip(starts, counts, strict=True))
        return
    sums, at = [0, *accumulate(sizes)], 0
    for start, count in zip(starts, counts, strict=True):
        until = min(at + count, len(sizes))
        yield start, start + sums[until] - sums[at]
        at = until


def _chunks(table: dict[bytes, Place], data: Data) -> tuple[int, ...]:
    name, letter = (b"co64", "Q") if b"co64" in table else (b"stco", "I")
    return _list(data, table[name][0] + 4, letter) if name in table else ()


def _counts(data: Data, at: int, chunks: int) -> list[int]:
    """How many samples each chunk holds: said of the first of those that are alike."""
    runs = struct.unpack_from(f">{3 * _many(data, at + 4)}I", data, at + 8)
    firsts, made = [*runs[::3], chunks + 1], []
    for number, count in enumerate(runs[1::3]):
        made += [count] * max(0, min(firsts[number + 1], chunks + 1) - firsts[number])
    return (made + [0] * chunks)[:chunks]


def _sizes(table: dict[bytes, Place], data: Data) -> tuple[int, ...] | int:
    """Of each sample, or of all."""
    if b"stz2" in table:
        return _small_sizes(data, table[b"stz2"][0])
    at = table[b"stsz"][0]
    same = _number(data, at + 4)
    return max(same, _of_a_sound(table, data)) if same else _list(data, at + 8, "I")


def _small_sizes(data: Data, at: int) -> tuple[int, ...]:
    bits, many = data[at + 7], _many(data, at + 8)
    if bits == 4:
        packed = data[at + 12 : at + 12 + (many + 1) // 2]
        return tuple(half for byte in packed for half in (byte >> 4, byte & 15))[:many]
    return struct.unpack_from(f">{many}{'H' if bits == 16 else 'B'}", data, at + 12)


def _of_a_sound(table: dict[bytes, Place], data: Data) -> int:
    """Bytes at one moment of a sound that is not packed: QuickTime says one for its size."""
    at, end = table[b"stsd"]
    for _name, _start, content, stop in boxes(data, at + 8, end):
        if stop - content >= 28:
            channels, bits = struct.unpack_from(">HH", data, content + 16)
            wide = _number(data, content + 36) if data[content + 9] == 1 and stop - content >= 44 else 0
            return max(channels * bits // 8, wide) if channels <= 64 and bits <= 64 else wide
    return 0


def _base_and_size(data: Data, at: int, places: Place, usual: dict[int, int]) -> tuple[int, int]:
    """From where the places of a track are counted: those of the fragment, or where what came before ends."""
    flags = _number(data, at)
    base = places[0] if flags & FROM_FRAGMENT else places[1]
    if flags & FROM:
        base = int.from_bytes(data[at + 8 : at + 16])
    if not flags & SIZE:
        return base, usual.get(_number(data, at + 4), 0)
    before = 8 * bool(flags & FROM) + 4 * bool(flags & DESCRIPTION) + 4 * bool(flags & DURATION)
    return base, _number(data, at + 8 + before)


def _run(data: Data, at: int, base: int, after: int, size: int) -> Place:
    flags, many = _number(data, at) & 0xFFFFFF, _many(data, at + 4)
    start = base + struct.unpack_from(">i", data, at + 8)[0] if flags & OFFSET else after
    if not flags & SIZES:
        return start, start + many * size
    columns = [flag for flag in (TIME, SIZES, MARKS, SHIFT) if flags & flag]
    first = at + 8 + 4 * bool(flags & OFFSET) + 4 * bool(flags & FIRST)
    rows = struct.unpack_from(f">{len(columns) * many}I", data, first)
    return start, start + sum(rows[columns.index(SIZES) :: len(columns)])


def _list(data: Data, at: int, letter: str) -> tuple[int, ...]:
    return struct.unpack_from(f">{_many(data, at)}{letter}", data, at + 4)


def _many(data: Data, at: int) -> int:
    if (many := _number(data, at)) > MOST:
        raise damaged_film()
    return many


def _number(data: Data, at: int) -> int:
    return int.from_bytes(data[at : at + 4])
