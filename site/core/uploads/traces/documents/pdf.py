"""PDF: written anew without what says who made it, when and with what, and without what it held before (ISO 32000-2).

What people who read it aloud need stays: its structure, its language, a title that it shows, that it is PDF/UA (`xmp.py`).
"""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

import pikepdf
from django.core.exceptions import ValidationError
from pikepdf import Array, Dictionary, Name, Object, Stream

from core.uploads.faults import attached, damaged_pdf, signed
from core.uploads.traces.documents import pdf_keys, xmp
from core.uploads.traces.media.walk import boxes
from core.uploads.traces.pictures import icc, jpeg

LARGEST = 100 * 1024 * 1024  # bytes of one stream, unpacked
pikepdf.settings.set_qpdf_limits(flate_max_memory=LARGEST, run_length_max_memory=LARGEST, png_max_memory=LARGEST)

OF_ALL = ("/Metadata", "/PieceInfo", "/LastModified", "/Measure", "/GeoMetadata", "/LGIDict")
OF_LAYERS = ("/Creator", "/Name")  # of a way to show them; what a reader lists are their own names
OF_NOTES = ("/T", "/M", "/NM", "/Subj", "/CreationDate", "/RC", "/Popup", "/IRT", "/StateModel", "/State")
NOTES = ("/Text", "/Popup", "/FileAttachment", "/Sound", "/Caret", "/Redact")  # what reviewers write beside the page
SAID_UNSEEN = ("/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Ink", "/Stamp", "/Line", "/Square", "/Circle")
TEXTS = re.compile(rb"\((?:\\.|[^()\\])*+\)", re.DOTALL)
LARGEST_READ = 8 * 1024 * 1024  # bytes of a drawing
JPEG_2000 = b"\0\0\0\x0cjP  \r\n\x87\n"
BOXES_OF_JPEG_2000 = (b"jP  ", b"ftyp", b"jp2h", b"jp2c")


def clean(source: BinaryIO, target: BinaryIO, kind: str) -> None:
    try:
        with pikepdf.open(source, suppress_warnings=True) as document:
            _check(document)
            told = xmp.read(document)
            _strip(document)
            xmp.write(document, told)
            document.save(
                target,
                deterministic_id=True,
                preserve_pdfa=False,
                fix_metadata_version=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
            )
    except ValidationError:
        raise
    except (
        pikepdf.PdfError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RuntimeError,
        MemoryError,
        zlib.error,
    ) as error:
        raise damaged_pdf() from error


def _check(document: pikepdf.Pdf) -> None:
    root = document.Root
    if "/Perms" in root or "/DSS" in root or any(_is_signed(one) for one in _dictionaries(document)):
        raise signed()
    if names := [*_attachments(document)]:
        raise attached(", ".join(names)[:200])


def _is_signed(one: Object) -> bool:
    return one.get("/FT") == Name.Sig and "/V" in one


def _attachments(document: pikepdf.Pdf) -> Iterator[str]:
    for one in _dictionaries(document):
        if "/EF" in one:
            yield str(one.get("/UF", one.get("/F", "–")))


def _dictionaries(document: pikepdf.Pdf) -> Iterator[Object]:
    """Each dictionary that has a number of its own, and those that lie in it."""
    for one in document.objects:
        yield from _inside(one, 0)


def _inside(one: Object, depth: int) -> Iterator[Object]:
    if depth > 50:
        raise damaged_pdf()
    if isinstance(one, Array):
        values = list(one)
    elif isinstance(one, (Dictionary, Stream)):
        yield one
        values = [value for _key, value in one.items()]
    else:
        return
    for value in values:
        if isinstance(value, Object) and not value.is_indirect and isinstance(value, (Array, Dictionary)):
            yield from _inside(value, depth + 1)


def _strip(document: pikepdf.Pdf) -> None:
    pdf_keys.keep(document.trailer, pdf_keys.OF_TRAILER)
    _strip_root(document.Root)
    for page in document.pages:
        pdf_keys.keep(page.obj, pdf_keys.OF_PAGE)
        if "/Annots" in page.obj:
            _strip_notes(page.obj)
    for drawn in list(_drawings(document)):
        _strip_comments(document, drawn)
    for one in list(_dictionaries(document)):
        _drop(one, OF_ALL)
        if keys := pdf_keys.known_keys(one):
            pdf_keys.keep(one, keys)
        if one.get("/Type") == Name.OCG:
            _drop(one, ("/Usage",))
        if isinstance(one, Stream):
            _strip_stream(one)


def _strip_root(root: Object) -> None:
    pdf_keys.keep(root, pdf_keys.OF_ROOT)
    if "/Names" in root:
        pdf_keys.keep(root.Names, pdf_keys.OF_NAMES)
    if "/OCProperties" in root:
        for shown in [root.OCProperties.get("/D"), *root.OCProperties.get("/Configs", [])]:
            if isinstance(shown, Dictionary):
                _drop(shown, OF_LAYERS)


def _strip_notes(page: Object) -> None:
    kept = [note for note in page.Annots if isinstance(note, Dictionary) and str(note.get("/Subtype")) not in NOTES]
    for note in kept:
        if note.get("/Subtype") != Name.Widget:
            _drop(note, OF_NOTES)
        if str(note.get("/Subtype")) in SAID_UNSEEN:
            _drop(note, ("/Contents",))
    page.Annots = Array(kept)


class _WithoutComments(pikepdf.TokenFilter):
    def __init__(self):
        super().__init__()
        self.found = False

    def handle_token(self, token: pikepdf.Token) -> pikepdf.Token | None:
        if token.type_ != pikepdf.TokenType.comment:
            return token
        self.found = True
        return None


def _drawings(document: pikepdf.Pdf) -> Iterator[Stream]:
    """What is drawn by words: pages, what they share, patterns, letters."""
    found = [page.obj.get("/Contents") for page in document.pages]
    for one in _dictionaries(document):
        if one.get("/Subtype") == Name.Form or one.get("/PatternType") == 1:
            found.append(one)
        elif one.get("/Subtype") == Name.Type3 and "/CharProcs" in one:
            found += [drawn for _letter, drawn in one.CharProcs.items()]
    for one in found:
        yield from (part for part in (one if isinstance(one, Array) else [one]) if isinstance(part, Stream))


def _strip_comments(document: pikepdf.Pdf, drawn: Stream) -> None:
    """Read word by word, which takes its time, only where a sign of it is in no text."""
    try:
        data = drawn.read_bytes()
    except pikepdf.PdfError:
        return
    if len(data) > LARGEST_READ or b"%" not in TEXTS.sub(b"", data):
        return
    copy, comments = document.make_stream(data, Subtype=Name.Form), _WithoutComments()
    data = pikepdf.Page(copy).get_filtered_contents(comments)
    if comments.found:
        drawn.write(zlib.compress(data), filter=Name.FlateDecode)


def _drop(one: Object, names: tuple[str, ...]) -> None:
    for name in names:
        if name in one:
            del one[name]


def _strip_stream(stream: Stream) -> None:
    """Pictures keep what cameras note; a profile of colours, who made it."""
    filters = stream.get("/Filter", Array([]))
    names = [str(name) for name in (filters if isinstance(filters, Array) else [filters])]
    if names and names[-1] == "/DCTDecode" and set(names[:-1]) <= {"/FlateDecode"}:
        _strip_photo(stream, len(names) - 1)
    elif names == ["/JPXDecode"]:
        stream.write(_bare_jpeg_2000(stream.read_raw_bytes()), filter=Name.JPXDecode)
    elif "/N" in stream and stream.get("/Type") != Name.ObjStm:
        _strip_profile(stream)


def _strip_photo(stream: Stream, packed: int) -> None:
    """A JPEG, which some programs pack once more."""
    data, options = stream.read_raw_bytes(), stream.get("/DecodeParms")
    for _time in range(packed):
        data = _inflated(data)
    if isinstance(options, Array):
        options = options[-1] if len(options) else None
    if data.startswith(b"\xff\xd8"):
        data = jpeg.stripped(data)
    stream.write(data, filter=Name.DCTDecode, decode_parms=options if isinstance(options, Dictionary) else None)


def _inflated(data: bytes) -> bytes:
    inflater = zlib.decompressobj()
    made = inflater.decompress(data, LARGEST)
    if not inflater.eof:
        raise damaged_pdf()
    return made


def _strip_profile(stream: Stream) -> None:
    data = stream.read_bytes()
    if data[36:40] == b"acsp" and (profile := icc.bare(data)):
        stream.write(profile)


def _bare_jpeg_2000(data: bytes) -> bytes:
    if not data.startswith(JPEG_2000):
        return data
    found = BytesIO()
    for name, start, _content, end in boxes(data, 0, len(data)):
        if name in BOXES_OF_JPEG_2000:
            found.write(data[start:end])
    return found.getvalue()
