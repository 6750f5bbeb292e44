"""A colour profile, rebuilt from the tags that say colours alone: no text, no date, no device (ICC.1:2022, section 7)."""

import struct
from io import BytesIO

from PIL import ImageCms

HEADER = 128  # bytes
BLANK = ((4, 8), (24, 36), (40, 44), (48, 64), (80, 128))  # programs, date, platform, device, identifier
LARGEST = 4 * 1024 * 1024  # bytes
NUMBERS = (b"XYZ ", b"curv", b"para", b"sf32", b"mft1", b"mft2", b"mAB ", b"mBA ", b"chrm", b"cicp")
COLOURS = {
    *(b"wtpt", b"bkpt", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"chad", b"chrm", b"cicp"),
    *(b"lumi", b"gamt", b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2"),
}
PARAMETERS = (1, 3, 4, 5, 7)  # numbers of each kind of a parametric curve
NAME = struct.pack(">4sIIIIII", b"mluc", 0, 1, 12, 0x656E5553, 2, 28) + "\u2013".encode("utf-16-be") + b"\0\0"
OLD_NAME = b"desc" + struct.pack(">II", 0, 2) + b"-\0" + bytes(78) + b"\0\0"  # what version 2 asks for
OLD_RIGHTS = b"text\0\0\0\0-\0\0\0"


def bare(profile: bytes) -> bytes:
    """The same colours and nothing else; empty where no program could read it."""
    try:
        made = _rebuilt(profile)
        ImageCms.ImageCmsProfile(BytesIO(made))
    except (struct.error, ValueError, OSError, ImageCms.PyCMSError):
        return b""
    return made


def _rebuilt(profile: bytes) -> bytes:
    if len(profile) > LARGEST or profile[36:40] != b"acsp":
        raise ValueError("no profile")
    tags = _colours(profile)
    is_old = profile[8] < 4
    tags[b"desc"], tags[b"cprt"] = (OLD_NAME, OLD_RIGHTS) if is_old else (NAME, NAME)
    header = bytearray(profile[:HEADER])
    for start, end in BLANK:
        header[start:end] = bytes(end - start)
    places, body, at = [], b"", HEADER + 4 + 12 * len(tags)
    for name, data in tags.items():
        places.append(struct.pack(">4sII", name, at + len(body), len(data)))
        body += data + bytes(-len(data) % 4)
    header[68:80] = profile[68:80]  # the white of the connection space
    header[:4] = struct.pack(">I", at + len(body))
    return bytes(header) + struct.pack(">I", len(tags)) + b"".join(places) + body


def _colours(profile: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack_from(">I", profile, HEADER)
    found = {}
    for number in range(min(count, 100)):
        name, at, size = struct.unpack_from(">4sII", profile, HEADER + 4 + 12 * number)
        data = profile[at : at + size]
        if name in COLOURS and data[:4] in NUMBERS:
            found[name] = _exact(data)
    return found


def _exact(data: bytes) -> bytes:
    """Without what may hang behind its numbers."""
    kind, size = data[:4], len(data)
    if kind == b"XYZ ":
        size = 20
    elif kind == b"curv":
        size = 12 + 2 * struct.unpack_from(">I", data, 8)[0]
    elif kind == b"para":
        size = 12 + 4 * PARAMETERS[min(struct.unpack_from(">H", data, 8)[0], 4)]
    elif kind == b"sf32":
        size = min(size, 44)
    return kind + bytes(4) + data[8:size]
