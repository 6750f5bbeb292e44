"""Which module cleans which kind of file, by the ending of its name."""

from collections.abc import Callable
from typing import BinaryIO

from django.core.files import File

from core.uploads.traces.documents import ooxml, opendocument, packs, pdf, texts
from core.uploads.traces.media import boxes, ebml, mp3, ogg
from core.uploads.traces.pictures import cleaning

Cleaner = Callable[[File, BinaryIO, str], None]  # reads the first, writes the second

CLEANERS: dict[str, Cleaner] = {
    **dict.fromkeys(cleaning.STRIPPERS, cleaning.clean),
    "avif": boxes.clean_picture,
    **dict.fromkeys(("mp4", "m4a"), boxes.clean_film),
    "webm": ebml.clean,
    "mp3": mp3.clean,
    "ogg": ogg.clean,
    "pdf": pdf.clean,
    **dict.fromkeys(("docx", "xlsx", "pptx"), ooxml.clean),
    **dict.fromkeys(("odt", "ods", "odp"), opendocument.clean),
    "zip": packs.clean,
    "vtt": texts.clean_captions,
    **dict.fromkeys(("txt", "csv", "md", "ics"), texts.clean),
}
