"""MP4 files as small as a film can be described in: what an upload is measured by."""

import struct

from tests.core.specimens import box, table

MATRICES = {False: (65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30), True: (0, 65536, 0, -65536, 0, 0, 0, 0, 1 << 30)}


def mp4(
    size: tuple[int, int] = (1080, 1920),
    seconds: float = 15,
    codec: bytes = b"avc1",
    profile: int = 100,
    sound: bytes = b"mp4a",
    turned: bool = False,
) -> bytes:
    """Of these pixels as they are shown; `sound` is empty where there is none."""
    coded = size[::-1] if turned else size
    entry = bytes(24) + struct.pack(">HH", *coded) + bytes(50) + box(b"avcC", bytes((1, profile, 0, 31, 255, 224, 0)))
    tracks = _track(b"vide", codec, entry, coded, turned)
    tracks += _track(b"soun", sound, bytes(28), (0, 0)) if sound else b""
    times = bytes(12) + struct.pack(">II", 600, round(600 * seconds)) + bytes(80)
    return box(b"ftyp", b"isom\0\0\0\0isom") + box(b"moov", box(b"mvhd", times) + tracks) + box(b"mdat", bytes(64))


def _track(kind: bytes, codec: bytes, entry: bytes, size: tuple[int, int], turned: bool = False) -> bytes:
    shown = struct.pack(">9i", *MATRICES[turned]) + struct.pack(">II", *(side << 16 for side in size))
    samples = [(b"stts", (0,)), (b"stsc", (0,)), (b"stsz", (0, 0)), (b"stco", (0,))]
    tables = b"".join(table(name, *numbers) for name, numbers in samples)
    described = box(b"stsd", bytes(7) + b"\1" + box(codec, entry))
    inside = box(b"hdlr", bytes(8) + kind + bytes(13)) + box(b"minf", box(b"stbl", described + tables))
    return box(b"trak", box(b"tkhd", bytes(40) + shown) + box(b"mdia", box(b"mdhd", bytes(24)) + inside))
