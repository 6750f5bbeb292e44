"""How files begin. The numbers are those of the formats' own specifications."""

import re

from django.utils.translation import gettext_lazy as _

HEAD = 1024  # bytes
PICTURES_IN_BOXES = (b"avif", b"avis", b"heic", b"heix", b"mif1")
MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+)?(svg|html|script)\b", re.IGNORECASE | re.DOTALL
)
STARTS = [
    (b"%PDF-", _("a PDF")),
    (b"PK\x03\x04", _("a ZIP archive or an office document")),
    (b"PK\x05\x06", _("an empty ZIP archive")),
    (b"\xd0\xcf\x11\xe0", _("a document with a password or of an Office before 2007")),
    (b"MZ", _("a program")),
    (b"\x7fELF", _("a program")),
    (b"#!", _("a program")),
    (b"Rar!", _("an archive")),
    (b"7z\xbc\xaf", _("an archive")),
    (b"\x1f\x8b", _("an archive")),
    (b"{\\rtf", _("an RTF document")),
    (b"\x89PNG", _("a picture")),
    (b"\xff\xd8\xff", _("a picture")),
    (b"GIF8", _("a picture")),
    (b"II*\x00", _("a picture")),
    (b"MM\x00*", _("a picture")),
    (b"RIFF", _("a picture or a sound")),
    (b"ID3", _("a sound")),
    (b"OggS", _("a sound or a video")),
    (b"\x1aE\xdf\xa3", _("a video")),
    (b"\xff\xfe", _("text in UTF-16")),
    (b"\xfe\xff", _("text in UTF-16")),
]


def named(head: bytes) -> str:
    """What a file that begins so seems to be; nothing where that is not known."""
    if starts_boxes(head):
        return str(_("a picture") if head[8:12] in PICTURES_IN_BOXES else _("a video or a sound"))
    if MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")):
        return str(_("a web page or an SVG drawing"))
    return next((str(name) for start, name in STARTS if head.startswith(start)), "")


def starts_boxes(head: bytes) -> bool:
    """ISO/IEC 14496-12: MP4, M4A, AVIF and HEIC are boxes, the first of which names the kind."""
    return head[4:8] == b"ftyp"
