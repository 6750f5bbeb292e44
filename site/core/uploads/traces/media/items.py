"""The items of a picture in boxes: what is no picture (EXIF, XMP, a small copy) is emptied in its place.

ISO/IEC 14496-12, sections 8.11.3 (where an item lies), 8.11.6 (what it is) and 8.11.12 (to which it belongs).
"""

from collections.abc import Iterator

from core.uploads.traces.media.walk import boxes

NOTES = (b"Exif", b"mime", b"uri ")
SMALL_COPY = b"thmb"


def empty(data: bytearray, at: int, end: int) -> list[tuple[int, int]]:
    """Where what stays lies. `at` and `end` are those of the content of `meta`."""
    parts = {name: (content, stop) for name, _start, content, stop in boxes(data, at, end)}
    wanted = _notes(data, *parts[b"iinf"]) if b"iinf" in parts else set()
    if b"iref" in parts:
        wanted |= _small_copies(data, *parts[b"iref"])
    kept = []
    if b"iloc" in parts:
        inside = parts.get(b"idat", (0, 0))[0]
        for item, start, size in list(_places(data, parts[b"iloc"][0], inside)):
            if item in wanted:
                data[start : start + size] = bytes(max(0, min(size, len(data) - start)))
            else:
                kept.append((start, start + size if size else len(data)))  # no length: all that follows
    return kept


def _notes(data: bytearray, at: int, end: int) -> set[int]:
    """The numbers of the items that are notes; the names of all items go, too."""
    first, found = at + (6 if data[at] == 0 else 8), set()
    for _name, _start, content, stop in list(boxes(data, first, end)):
        version = data[content]
        if version < 2:
            raise ValueError("an item without a kind")
        wide = 2 if version == 2 else 4
        kind = content + 4 + wide + 2
        if bytes(data[kind : kind + 4]) in NOTES:
            found.add(int.from_bytes(data[content + 4 : content + 4 + wide]))
            data[kind : kind + 4] = b"free"
        elif bytes(data[kind : kind + 4]) == b"free":
            found.add(int.from_bytes(data[content + 4 : content + 4 + wide]))
        data[kind + 4 : stop] = bytes(stop - kind - 4)
    return found


def _small_copies(data: bytearray, at: int, end: int) -> set[int]:
    wide = 2 if data[at] == 0 else 4
    return {
        int.from_bytes(data[content : content + wide])
        for name, _start, content, _stop in boxes(data, at + 4, end)
        if name == SMALL_COPY
    }


def _places(data: bytearray, at: int, inside: int) -> Iterator[tuple[int, int, int]]:
    """(item, where its bytes begin, how many they are); `inside` is where `idat` begins."""
    version, sizes = data[at], int.from_bytes(data[at + 4 : at + 6])
    of_offset, of_length, of_base = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    of_index = sizes & 15 if version in (1, 2) else 0
    wide = 4 if version == 2 else 2
    at += 6

    def number(size: int) -> int:
        nonlocal at
        at += size
        return int.from_bytes(data[at - size : at])

    for _number in range(number(wide)):
        item = number(wide)
        method = number(2) & 15 if version in (1, 2) else 0
        number(2)
        base = number(of_base)
        for _extent in range(number(2)):
            number(of_index)
            offset, length = number(of_offset), number(of_length)
            if at > len(data):
                raise ValueError("cut short")
            yield item, base + offset + (inside if method == 1 else 0), length
