"""What lies in an office document beside its own XML: pictures, sounds, tables of charts, fonts."""

from collections.abc import Callable
from pathlib import PurePath

from core.uploads.faults import unknown
from core.uploads.traces.documents import xml
from core.uploads.traces.documents.zips import cleaned_entry, naming
from core.uploads.traces.pictures import gif, jpeg, png, webp

FONTS = ("odttf", "fntdata", "ttf", "otf")
PLAIN = ("bmp", "wmf", "svm")  # nowhere to note anything
CLEANED = ("docx", "xlsx", "pptx", "mp4", "m4a", "mp3", "webm", "ogg", "avif")
OLD_METAFILE = b"VCLMTF"  # of OpenOffice


def cleaned(name: str, data: bytes) -> bytes:
    """Pictures are known by how they begin, as the programs know them, and not turned: the page around says how they stand."""
    kind = PurePath(name).suffix.lower().removeprefix(".")
    if not data or kind in FONTS or kind in PLAIN or data.startswith(OLD_METAFILE):
        return data
    if kind in CLEANED:
        return cleaned_entry(name, data)
    with naming(name):
        return _stripper(kind, data)(data)


def _stripper(kind: str, data: bytes) -> Callable[[bytes], bytes]:
    if data.startswith(b"\xff\xd8"):
        return jpeg.stripped
    if data.startswith(png.START):
        return png.stripped
    if data.startswith(b"GIF8"):
        return gif.stripped
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return webp.stripped
    if data[40:44] == b" EMF":
        return _bare_metafile
    if kind == "svg":
        return xml.bare_drawing
    raise unknown()


def _bare_metafile(data: bytes) -> bytes:
    """Without the names of the program and of the drawing: [MS-EMF], section 2.2.9."""
    size, at = 2 * int.from_bytes(data[60:64], "little"), int.from_bytes(data[64:68], "little")
    if at + size > len(data) or at < 88:
        return data
    return data[:at] + bytes(size) + data[at + size :]
