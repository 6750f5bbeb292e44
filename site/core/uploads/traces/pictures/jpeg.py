"""JPEG: the segments that draw the picture are kept as they are; nothing is compressed again (ITU T.81, annex B)."""

from collections.abc import Iterator

from core.uploads.faults import damaged_picture
from core.uploads.traces.pictures import icc

START, END, SCAN = 0xD8, 0xD9, 0xDA
DRAWS = {*range(0xC0, 0xD0), *range(0xDA, 0xE0)} - {0xC8, 0xDE, 0xDF}
JFIF, ADOBE, PROFILE = 0xE0, 0xEE, 0xE2
OF_PROFILE = b"ICC_PROFILE\0"
MOST = 65_519  # bytes of a profile in one segment


def stripped(data: bytes) -> bytes:
    """Up to the end of the picture: what hangs behind it (a film, a second picture) goes, too."""
    segments = list(_segments(data))
    if not segments or segments[-1][0] != END:
        raise damaged_picture()
    kept = [b"\xff\xd8"]
    headers = [_header(marker, body) for marker, body in segments if marker in (JFIF, ADOBE)]
    kept += sorted({header[:2]: header for header in reversed(headers) if header}.values())
    kept += _profile(segments)
    for marker, body in segments:
        if marker in DRAWS or marker == END:
            kept.append(bytes((0xFF, marker)) + body)
    return b"".join(kept)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(marker, all that follows it) of each; a scan comes with its picture data."""
    if data[:2] != b"\xff\xd8":
        raise damaged_picture()
    at = 2
    while at + 1 < len(data):
        if data[at] != 0xFF:
            raise damaged_picture()
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if marker == END:
            yield END, b""
            return
        size = int.from_bytes(data[at + 2 : at + 4])
        end = at + 2 + size
        if size < 2 or end > len(data):
            raise damaged_picture()
        if marker == SCAN:
            end = _end_of_scan(data, end)
        yield marker, data[at + 2 : end]
        at = end


def _end_of_scan(data: bytes, at: int) -> int:
    """The next marker that neither stands for a byte of the picture nor restarts it."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        following = data[at + 1]
        if following != 0xFF and following != 0 and not 0xD0 <= following <= 0xD7:
            return at
        at += 1 if following == 0xFF else 2
    raise damaged_picture()


def _header(marker: int, body: bytes) -> bytes:
    """How colours and density are meant, without the small picture that JFIF may hold."""
    if marker == JFIF and body[2:7] == b"JFIF\0" and len(body) >= 14:
        return b"\xff\xe0\0\x10" + body[2:14] + b"\0\0"
    if marker == ADOBE and body[2:7] == b"Adobe" and len(body) >= 14:
        return b"\xff\xee\0\x0e" + body[2:14]
    return b""


def _profile(segments: list[tuple[int, bytes]]) -> list[bytes]:
    parts = [body[14:] for marker, body in segments if marker == PROFILE and body[2:14] == OF_PROFILE]
    parts.sort(key=lambda part: part[:1])
    profile = icc.bare(b"".join(part[2:] for part in parts))
    pieces = [profile[at : at + MOST] for at in range(0, len(profile), MOST)]
    return [
        b"\xff\xe2" + (len(piece) + 16).to_bytes(2) + OF_PROFILE + bytes((number, len(pieces))) + piece
        for number, piece in enumerate(pieces, 1)
    ]
