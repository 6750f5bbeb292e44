"""Files of every kind that may be uploaded, sound and otherwise, each as small as its format allows."""

import io
import zipfile
from collections.abc import Iterable

import pikepdf
import xlsxwriter
from pikepdf import Dictionary, Name
from PIL import Image

from core.uploads.traces.media.ogg import checksum

OOXML = "application/vnd.openxmlformats-officedocument."
WORD = f"{OOXML}wordprocessingml.document.main+xml"
WORD_WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEXT = "application/vnd.oasis.opendocument.text"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'

Entries = Iterable[tuple[str | zipfile.ZipInfo, str | bytes]]


def packed(entries: Entries, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def content_types(*kinds: str) -> str:
    overrides = "".join(f'<Override PartName="/part{i}.xml" ContentType="{kind}"/>' for i, kind in enumerate(kinds))
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{overrides}</Types>'


def ooxml(kind: str = WORD, entries: Entries = ()) -> bytes:
    main = [("[Content_Types].xml", content_types(kind)), ("word/document.xml", "<document/>")]
    return packed([*main, *entries])


def relation(kind: str, target: str, mode: str = "External") -> tuple[str, str]:
    """A part that says what the document refers to."""
    one = f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return "word/_rels/document.xml.rels", f"<Relationships>{one}</Relationships>"


def opendocument(
    kind: str = TEXT, entries: Entries = (), content: str = "<text/>", manifest: str = "<manifest/>"
) -> bytes:
    main = [("mimetype", kind), ("content.xml", content), ("META-INF/manifest.xml", manifest)]
    return packed([*main, *entries])


def xlsx() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Département")
        sheet.write_url(1, 0, "https://www.legifrance.gouv.fr/")
    return out.getvalue()


def pdf(objects: bool = True, encryption: pikepdf.Encryption | bool = False, action: dict | None = None) -> bytes:
    """A page; `objects` packs what is no stream into streams, as most programs do."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        if action is not None:
            document.Root.OpenAction = document.make_indirect(Dictionary(action))
        mode = pikepdf.ObjectStreamMode.generate if objects else pikepdf.ObjectStreamMode.disable
        document.save(out, object_stream_mode=mode, encryption=encryption)
    return out.getvalue()


def pointed(data: bytes) -> bytes:
    """A PDF that was changed by hand, with the place where its table is now."""
    body = data[: data.rindex(b"startxref")]
    return body + b"startxref\n%d\n%%%%EOF\n" % body.rindex(b"xref")


SCRIPT = {"/S": Name.JavaScript, "/JS": "app.alert('a')"}
PROGRAM = {"/Type": Name.Action, "/S": Name.Launch, "/F": "calc.exe"}
LINK = {"/S": Name.URI, "/URI": "https://example.org/JavaScript/Launch"}


def picture(kind: str, size: tuple[int, int] = (64, 48)) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 50).convert("RGB").save(out, kind)
    return out.getvalue()


def box(name: bytes, content: bytes = b"") -> bytes:
    return (8 + len(content)).to_bytes(4) + name + content


MP4 = box(b"ftyp", b"isom\0\0\0\0isom") + box(b"moov", box(b"mvhd", bytes(100))) + box(b"mdat", bytes(200))


def table(name: bytes, *numbers: int) -> bytes:
    """A box that begins with its version, as lists of places and sizes do."""
    return box(name, bytes(4) + b"".join(number.to_bytes(4) for number in numbers))


def track(handler: bytes, form: bytes, *lists: bytes) -> bytes:
    """One of a film; `lists` say where its samples lie."""
    kind = box(b"hdlr", bytes(8) + handler + bytes(13))
    entry = box(b"stsd", bytes(7) + b"\1" + box(form, bytes(78)))
    return box(b"trak", box(b"mdia", kind + box(b"minf", box(b"stbl", entry + b"".join(lists)))))


def film(*tracks: bytes, before: bytes = b"", shown: bytes = b"", after: bytes = b"") -> bytes:
    """Of one track, whose samples are each byte of `shown`, in two chunks; what lies round them belongs to none. `tracks` are more."""

    def index(first: int) -> bytes:
        half = len(shown) // 2
        runs = table(b"stsc", 1, 1, half, 1)
        sizes = table(b"stsz", 0, len(shown), *[1] * len(shown))
        own = track(b"vide", b"avc1", runs, sizes, table(b"stco", 2, first, first + half))
        return box(b"ftyp", b"isom\0\0\0\0isom") + box(b"moov", own + b"".join(tracks))

    start = index(0)
    return index(len(start) + 8 + len(before)) + box(b"mdat", before + shown + after)


def fragments(shown: bytes, after: bytes) -> bytes:
    """A film that is sent as it is made."""

    def fragment(first: int) -> bytes:
        run = box(b"trun", b"\0\0\2\1" + b"".join(n.to_bytes(4) for n in (1, first, len(shown))))
        return box(b"moof", box(b"mfhd", bytes(8)) + box(b"traf", box(b"tfhd", b"\0\2\0\0\0\0\0\1") + run))

    own = track(b"vide", b"avc1", table(b"stsc", 0), table(b"stsz", 0, 0), table(b"stco", 0))
    start = box(b"ftyp", b"isom\0\0\0\0isom") + box(b"moov", own + box(b"mvex", table(b"trex", 1, 1, 0, 0, 0)))
    return start + fragment(len(fragment(0)) + 8) + box(b"mdat", shown + after)


def element(number: int, content: bytes = b"") -> bytes:
    """Of WebM, with its length in eight bytes."""
    return number.to_bytes((number.bit_length() + 7) // 8) + b"\x01" + len(content).to_bytes(7) + content


def webm(*parts: bytes) -> bytes:
    """A film of one block; `parts` lie in its segment before that."""
    track = element(0xAE, element(0xD7, b"\x01") + element(0x83, b"\x01") + element(0x86, b"V_VP8"))
    cluster = element(0x1F43B675, element(0xE7, b"\0") + element(0xA3, b"\x81\0\0\x80" + bytes(20)))
    return element(0x1A45DFA3, element(0x4282, b"webm")) + element(
        0x18538067, b"".join(parts) + element(0x1654AE6B, track) + cluster
    )


def page(number: int, content: bytes, kind: int = 0, serial: int = 7) -> bytes:
    """Of Ogg, with its checksum."""
    sizes = bytes([255] * (len(content) // 255) + [len(content) % 255])
    head = b"OggS\0" + bytes((kind,)) + bytes(8) + serial.to_bytes(4, "little") + number.to_bytes(4, "little")
    whole = head + bytes(4) + bytes((len(sizes),)) + sizes + content
    return whole[:22] + checksum(whole).to_bytes(4, "little") + whole[26:]


def ogg(comments: bytes = b"\0\0\0\0\0\0\0\0") -> bytes:
    head = page(0, b"OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0", 2)
    return head + page(1, b"OpusTags" + comments) + page(2, b"\xfc\xff\xfe", 4)


FRAME = b"\xff\xfb\x90\xc4" + bytes(413)  # of MP3: 128 kbit/s at 44.1 kHz, silence
WEBM = webm()
MP3 = b"ID3\x04\0\0\0\0\0\x0a" + bytes(10) + 3 * FRAME
OGG = ogg()
VTT = b"WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour\n"


def sound_files() -> dict[str, bytes]:
    """{ending: a sound file of that kind}, of all that may be uploaded."""
    text = "Département;Numéro\n"
    office = {
        "docx": ooxml(entries=[relation("hyperlink", "https://example.org")]),
        "xlsx": xlsx(),
        "pptx": ooxml(f"{OOXML}presentationml.presentation.main+xml", [("ppt/embeddings/Tableau.xlsx", xlsx())]),
        "odt": opendocument(content=f'<a {XLINK} xlink:href="https://example.org">ici</a>'),
        "ods": opendocument(
            "application/vnd.oasis.opendocument.spreadsheet", [("Basic/script-lc.xml", "<libraries/>")]
        ),
        "odp": opendocument("application/vnd.oasis.opendocument.presentation"),
    }
    kinds = {"avif": "AVIF", "gif": "GIF", "jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
    pictures = {ending: picture(kind) for ending, kind in kinds.items()}
    plain = {"txt": text.encode(), "csv": text.encode("latin-1"), "md": b"# Guide\n", "ics": b"BEGIN:VCALENDAR\r\n"}
    films = {"mp4": MP4, "m4a": MP4, "webm": WEBM, "mp3": MP3, "ogg": OGG, "vtt": VTT}
    members = [
        ("kit/guide.odt", office["odt"]),
        ("kit/affiche.png", pictures["png"]),
        ("__MACOSX/kit/._guide.odt", b"\0"),
    ]
    return {"pdf": pdf(), **office, **pictures, **plain, **films, "zip": packed(members)}
