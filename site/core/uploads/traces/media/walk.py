"""Through the boxes of ISO/IEC 14496-12."""

from collections.abc import Iterator

from core.uploads.faults import damaged_film

Box = tuple[bytes, int, int, int]  # name; where it, its content and what follows it begin


def boxes(data: bytes | bytearray, at: int, end: int) -> Iterator[Box]:
    """Those that lie between two places."""
    while at + 8 <= end:
        size, name, content = int.from_bytes(data[at : at + 4]), bytes(data[at + 4 : at + 8]), at + 8
        if size == 1:
            size, content = int.from_bytes(data[at + 8 : at + 16]), at + 16
        elif size == 0:
            size = end - at
        if size < content - at or at + size > end:
            raise damaged_film()
        yield name, at, content, at + size
        at += size
