"""PNG: the chunks that draw the picture are kept as they are (https://www.w3.org/TR/png-3/)."""

import zlib
from collections.abc import Iterator

from core.uploads.faults import damaged_picture
from core.uploads.traces.pictures import icc

START = b"\x89PNG\r\n\x1a\n"
DRAWS = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"cICP", b"mDCV", b"cLLI"),
    *(b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"),
}
PROFILE = b"iCCP"


def stripped(data: bytes) -> bytes:
    """Up to the end of the picture."""
    kept = [START]
    for name, body in _chunks(data):
        if name == PROFILE:
            if profile := icc.bare(_unpacked(body)):
                kept.append(chunk(PROFILE, b"-\0\0" + zlib.compress(profile, 9)))
        elif name in DRAWS:
            kept.append(chunk(name, body))
    return b"".join(kept)


def chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not data.startswith(START):
        raise damaged_picture()
    at, name = len(START), b""
    while name != b"IEND":
        size, name = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        end = at + 12 + size
        if len(name) < 4 or end > len(data):
            raise damaged_picture()
        yield name, data[at + 8 : end - 4]
        at = end


def _unpacked(body: bytes) -> bytes:
    """The profile of an `iCCP`, as long as it is no bomb."""
    packed = body.partition(b"\0")[2][1:]
    try:
        return zlib.decompressobj().decompress(packed, icc.LARGEST)
    except zlib.error:
        return b""
