"""GIF: frames, their times and how often they run are kept as they are (GIF89a)."""

from core.uploads.faults import damaged_picture

SCREEN = 13  # bytes of the header and of the screen
EXTENSION, IMAGE, END = 0x21, 0x2C, 0x3B
CONTROL, TEXT, APPLICATION = 0xF9, 0x01, 0xFF
LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def stripped(data: bytes) -> bytes:
    """Up to the end of the picture."""
    try:
        return _stripped(data)
    except IndexError:
        raise damaged_picture() from None


def _stripped(data: bytes) -> bytes:
    at = SCREEN + _colours(data[10])
    kept, control = [data[:at]], b""
    while data[at] != END:
        start = at
        if data[at] == EXTENSION:
            kind, at = data[at + 1], _end_of_blocks(data, at + 2)
            if kind == CONTROL:
                control = b"\x21\xf9\x04" + data[start + 3 : start + 7] + b"\0"
            elif kind == APPLICATION:
                kept.append(_loop(data[start:at]))
            elif kind == TEXT:
                control = b""
        elif data[at] == IMAGE:
            at = _end_of_blocks(data, at + 11 + _colours(data[at + 9]))
            kept += [control, data[start:at]]
            control = b""
        else:
            raise damaged_picture()
    return b"".join(kept) + b"\x3b"


def _colours(flags: int) -> int:
    """Bytes of the table of colours that these flags announce."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(data: bytes, at: int) -> int:
    while size := data[at]:
        at += size + 1
    return at + 1


def _loop(extension: bytes) -> bytes:
    if extension[3:14] in LOOPS and extension[14:16] == b"\x03\x01":
        return extension[:18] + b"\0"
    return b""
