"""MP3: the frames alone are kept; tags before, between and behind them go (ISO/IEC 11172-3, section 2.4.1)."""

from typing import BinaryIO

from core.uploads.faults import damaged_film

CHUNK = 1024 * 1024  # bytes
LONGEST = 4096  # bytes of a frame and of the header after it
RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}  # of MPEG 1, 2 and 2.5, in Hz
OF_FIRST = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)  # kbit/s of layer III
OF_OTHERS = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)


def clean(source: BinaryIO, target: BinaryIO, kind: str) -> None:
    buffer, is_last = _past_tags(source), False
    kept = 0
    while not (is_last and not buffer):
        while len(buffer) < CHUNK and not is_last:
            more = source.read(CHUNK)
            buffer, is_last = buffer + more, not more
        frames, done = _frames(buffer, is_last)
        target.write(frames)
        kept += len(frames)
        buffer = buffer[done:]
    if not kept:
        raise damaged_film()


def _past_tags(source: BinaryIO) -> bytes:
    """ID3v2 says its own length: what lies in it is not mistaken for sound."""
    while (head := source.read(10))[:3] == b"ID3" and len(head) == 10:
        size = sum((byte & 0x7F) << 7 * (3 - place) for place, byte in enumerate(head[6:10]))
        source.seek(size + (10 if head[5] & 0x10 else 0), 1)
    return head


def _frames(data: bytes, is_last: bool) -> tuple[bytes, int]:
    """The frames in this part, and up to where it was looked through."""
    found, at = [], 0
    end = len(data) if is_last else len(data) - LONGEST
    follows = False
    while 0 <= at < end:
        size = _size(data, at)
        if size and at + size <= len(data) and (follows or at + size == len(data) or _size(data, at + size)):
            found.append(data[at : at + size])
            at += size
            follows = True
            continue
        follows = False
        at = data.find(b"\xff", at + 1)
    return b"".join(found), at if 0 <= at < len(data) else len(data)


def _size(data: bytes, at: int) -> int:
    """Bytes of the frame that begins here; 0 where none does."""
    head = data[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, bits, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or bits in (0, 15) or rate == 3:
        return 0
    kilobits = (OF_FIRST if version == 3 else OF_OTHERS)[bits]
    return (144 if version == 3 else 72) * kilobits * 1000 // RATES[version][rate] + (head[2] >> 1 & 1)
