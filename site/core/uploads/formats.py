"""What is known of each kind of file that may be uploaded, by the ending of its name."""

from django.utils.translation import gettext_lazy as _

from core.uploads.inspection import Format
from core.uploads.kinds import films, office, packs, pdf, pictures, texts


def _starts(*starts: bytes):
    return lambda head: head.startswith(starts)


def _office(name: str, kind: str) -> Format:
    examine = office.examine_opendocument if kind.startswith("application/vnd.oasis") else office.examine_ooxml
    return Format(name, _starts(b"PK\x03\x04"), lambda inspection, file, _ending: examine(inspection, file, kind))


def _picture(name: str, begins) -> Format:
    return Format(name, begins, lambda _inspection, file, _ending: pictures.examine(file, name))


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
JPEG = _picture("JPEG", _starts(b"\xff\xd8\xff"))
TEXT = Format(_("text"), texts.begins, texts.examine)

FORMATS: dict[str, Format] = {
    "pdf": Format("PDF", _starts(b"%PDF-"), pdf.examine),
    "docx": _office("Word", WORD),
    "xlsx": _office("Excel", SHEET),
    "pptx": _office("PowerPoint", SLIDES),
    "odt": _office("OpenDocument", "application/vnd.oasis.opendocument.text"),
    "ods": _office("OpenDocument", "application/vnd.oasis.opendocument.spreadsheet"),
    "odp": _office("OpenDocument", "application/vnd.oasis.opendocument.presentation"),
    "zip": Format("ZIP", _starts(b"PK\x03\x04"), packs.examine),
    "txt": TEXT,
    "csv": TEXT,
    "md": TEXT,
    "ics": TEXT,
    "vtt": Format("WebVTT", texts.is_anything, texts.examine_captions),
    "avif": _picture("AVIF", lambda head: head[4:8] == b"ftyp" and head[8:12] in (b"avif", b"avis", b"mif1")),
    "gif": _picture("GIF", _starts(b"GIF87a", b"GIF89a")),
    "jpg": JPEG,
    "jpeg": JPEG,
    "png": _picture("PNG", _starts(b"\x89PNG\r\n\x1a\n")),
    "webp": _picture("WEBP", lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP"),
    "mp4": Format("MP4", films.begins_mp4, films.examine_mp4),
    "m4a": Format("M4A", films.begins_mp4, films.examine_mp4),
    "webm": Format("WebM", lambda head: head.startswith(b"\x1aE\xdf\xa3") and b"webm" in head[:64], films.examine),
    "mp3": Format("MP3", films.begins_mp3, films.examine),
    "ogg": Format("Ogg", _starts(b"OggS"), films.examine),
}
