"""WebP: the chunks that draw the picture are kept as they are (RFC 9649)."""

from collections.abc import Iterator

from core.uploads.faults import damaged_picture
from core.uploads.traces.pictures import icc

DRAWS = (b"VP8 ", b"VP8L", b"ALPH", b"ANIM")
EXTENDED, FRAME, PROFILE = b"VP8X", b"ANMF", b"ICCP"
OF_FRAME = 16  # bytes before the chunks of a frame
HAS_PROFILE, HAS_EXIF, HAS_XMP = 0x20, 0x08, 0x04


def stripped(data: bytes) -> bytes:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise damaged_picture()
    whole = 8 + int.from_bytes(data[4:8], "little")
    if whole > len(data):
        raise damaged_picture()
    chunks = [(name, _kept(name, body)) for name, body in _chunks(data, 12, whole)]
    chunks = [(name, body) for name, body in chunks if body]
    if not chunks:
        raise damaged_picture()
    has_profile = any(name == PROFILE for name, _body in chunks)
    if chunks[0][0] == EXTENDED:
        flags = chunks[0][1][0] & ~(HAS_EXIF | HAS_XMP | (0 if has_profile else HAS_PROFILE))
        chunks[0] = EXTENDED, bytes((flags,)) + chunks[0][1][1:10]
    body = b"WEBP" + b"".join(_chunk(*one) for one in chunks)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _kept(name: bytes, body: bytes) -> bytes:
    if name in (*DRAWS, EXTENDED):
        return body
    if name == PROFILE:
        return icc.bare(body)
    if name == FRAME:
        inner = _chunks(body, OF_FRAME, len(body))
        return body[:OF_FRAME] + b"".join(_chunk(*one) for one in inner if one[0] in DRAWS)
    return b""


def _chunks(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    while at + 8 <= end:
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + size > end:
            raise damaged_picture()
        yield name, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body + bytes(len(body) % 2)
