"""Files of every kind with the same word in each place where their format can keep one."""

import io
import zipfile
import zlib

import pikepdf
from docx import Document
from openpyxl import Workbook
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageCms, PngImagePlugin
from pptx import Presentation

from core.uploads.traces.pictures.png import chunk
from tests.core import specimens as made

CANARY = "Quokkarossignol"
BYTES = CANARY.encode()
FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF"}


def exif(orientation: int = 1) -> bytes:
    tags = Image.Exif()
    for tag in (0x010E, 0x010F, 0x0110, 0x0131, 0x013B, 0x8298):  # description, maker, model, program, artist, rights
        tags[tag] = CANARY
    tags[0x0112] = orientation
    tags[0x8825] = {1: "N", 2: (48.0, 51.0, 24.0), 0x1D: CANARY, 0x1B: BYTES}
    tags[0x8769] = {0x9286: b"ASCII\0\0\0" + BYTES, 0x927C: BYTES, 0xA433: CANARY}
    return tags.tobytes()


def profile() -> bytes:
    """That of screens, described with the word."""
    whole = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    text = b"text\0\0\0\0" + BYTES + b"\0"
    for at in range(132, 132 + 12 * int.from_bytes(whole[128:132]), 12):
        if whole[at : at + 4] == b"cprt":
            whole[at + 4 : at + 12] = len(whole).to_bytes(4) + len(text).to_bytes(4)
    whole += text + bytes(-len(text) % 4)
    whole[80:84], whole[48:52], whole[:4] = BYTES[:4], BYTES[4:8], len(whole).to_bytes(4)
    return bytes(whole)


XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>{CANARY}</creator></x:xmpmeta>'.encode()


def picture(kind: str, orientation: int = 1, size: tuple[int, int] = (64, 48)) -> bytes:
    out, drawn = io.BytesIO(), Image.effect_noise(size, 40).convert("RGB")
    name = FORMATS[kind]
    options = {"exif": exif(orientation), "icc_profile": profile(), "xmp": XMP}
    if name == "PNG":
        options["pnginfo"] = _png_texts()
    if name == "JPEG":
        options["comment"] = BYTES
    drawn.save(out, name, **options)
    return _with_more(name, out.getvalue())


def _png_texts() -> PngImagePlugin.PngInfo:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", CANARY)
    texts.add_text("Comment", CANARY * 30, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    texts.add(b"prVt", BYTES)
    return texts


def _with_more(name: str, data: bytes) -> bytes:
    """What Pillow does not write: other segments and chunks, and what hangs behind the picture."""
    if name == "JPEG":
        thumbnail = b"JFIF\0\x01\x01\0\0\1\0\1\x08\x01" + (BYTES * 2)[:24]
        segments = [(0xE0, thumbnail), (0xED, b"Photoshop 3.0\0" + BYTES), (0xE2, b"FPXR\0" + BYTES), (0xE5, BYTES)]
        inner = b"".join(bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2) + body for marker, body in segments)
        return data[:2] + inner + data[2:] + BYTES
    if name == "PNG":
        return data[:-12] + chunk(b"tIME", b"\7\xea\1\1\1\1\1") + data[-12:] + BYTES
    if name == "WEBP":
        more = data + b"qokk" + len(BYTES).to_bytes(4, "little") + BYTES + bytes(len(BYTES) % 2)
        return more[:4] + (len(more) - 8).to_bytes(4, "little") + more[8:] + BYTES
    return data + made.box(b"uuid", BYTES) + made.box(b"free", BYTES)


def gif() -> bytes:
    out = io.BytesIO()
    frames = [Image.effect_noise((16, 16), 40 + number).convert("P") for number in range(3)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=[40, 60, 80], loop=0, comment=BYTES)
    data = out.getvalue()
    blocks = bytes((len(BYTES),)) + BYTES + b"\0"
    xmp = b"\x21\xff\x0bXMP DataXMP" + blocks
    return data[:-1] + b"\x21\xfe" + blocks + xmp + b";" + BYTES


def film(**more: bytes) -> bytes:
    """A film with one track of pictures and one of sound; `more` are boxes of the index by name."""
    name = bytes((len(BYTES),)) + BYTES + bytes(31 - len(BYTES))
    entry = made.box(b"avc1", bytes(12) + BYTES[:4] + bytes(26) + name + bytes(4) + made.box(b"name", BYTES))
    sound = made.box(b"mp4a", bytes(28) + made.box(b"udta", BYTES))
    times = bytes(4) + BYTES[:8] + bytes(88)
    tracks = b"".join(
        made.box(
            b"trak",
            made.box(b"tkhd", times)
            + made.box(b"udta", made.box(b"name", BYTES))
            + made.box(b"meta", bytes(4) + BYTES)
            + made.box(
                b"mdia",
                made.box(b"mdhd", times)
                + made.box(b"hdlr", bytes(8) + kind + BYTES[:12] + BYTES + b"\0")
                + made.box(
                    b"minf",
                    made.box(b"dinf", made.box(b"dref", bytes(7) + b"\1" + made.box(b"url ", b"\0\0\0\1" + BYTES)))
                    + made.box(b"stbl", made.box(b"stsd", bytes(7) + b"\1" + described) + made.box(b"uuid", BYTES)),
                ),
            ),
        )
        for kind, described in ((b"vide", entry), (b"soun", sound))
    )
    place = made.box(b"\xa9xyz", b"\0\x12\x15\xc7+48.8577+002.295/" + BYTES)
    items = made.box(b"meta", bytes(4) + made.box(b"ilst", made.box(b"\xa9nam", BYTES)))
    inner = made.box(b"mvhd", times) + tracks + made.box(b"udta", place + items) + made.box(b"uuid", BYTES)
    inner += b"".join(made.box(key.encode(), value) for key, value in more.items())
    outer = made.box(b"meta", bytes(4) + BYTES) + made.box(b"free", BYTES) + made.box(b"uuid", BYTES)
    whole = made.box(b"ftyp", b"isom\0\0\0\0isom") + made.box(b"moov", inner) + outer
    return (
        whole + made.box(b"moof", made.box(b"mfhd", bytes(8)) + made.box(b"uuid", BYTES)) + made.box(b"mdat", bytes(99))
    )


def webm() -> bytes:
    tag = made.element(0x7373, made.element(0x67C8, made.element(0x45A3, b"ARTIST") + made.element(0x4487, BYTES)))
    info = [(0x2AD7B1, b"\x0f\x42\x40"), (0x7BA9, BYTES), (0x4D80, BYTES), (0x5741, BYTES), (0x4461, BYTES[:8])]
    parts = [
        made.element(0x1549A966, b"".join(made.element(*one) for one in info)),
        made.element(0x1254C367, tag),
        made.element(0x1941A469, made.element(0x61A7, BYTES)),
        made.element(0x1043A770, BYTES),
        made.element(0xEC, BYTES),
        made.element(
            0x1654AE6B,
            made.element(0xAE, made.element(0x83, b"\2") + made.element(0x86, b"A_OPUS") + made.element(0x536E, BYTES)),
        ),
    ]
    return made.webm(*parts) + made.element(0xEC, BYTES)


def mp3() -> bytes:
    def frame(name: bytes, body: bytes) -> bytes:
        return name + len(body).to_bytes(4) + b"\0\0" + body

    tags = frame(b"TIT2", b"\3" + BYTES) + frame(b"APIC", b"\3image/jpeg\0\3\0\xff\xd8" + BYTES)
    start = b"ID3\x04\0\0\0\0" + bytes((len(tags) >> 7, len(tags) & 127)) + tags
    ape = b"APETAGEX" + bytes(24) + BYTES
    old = b"TAG" + BYTES + bytes(125 - len(BYTES))
    return start + start + made.FRAME + BYTES + 3 * made.FRAME + ape + b"LYRICSBEGIN" + BYTES + b"LYRICS200" + old


def ogg() -> bytes:
    size = len(BYTES).to_bytes(4, "little")
    picture = b"METADATA_BLOCK_PICTURE=" + BYTES * 30
    return made.ogg(size + BYTES + b"\2\0\0\0" + size + BYTES + len(picture).to_bytes(4, "little") + picture) + BYTES


def _more_of_pdf(document: pikepdf.Pdf) -> None:
    """Keys of programs, in each kind of dictionary, comments in what is drawn, and who made the layers."""
    page, root, own = document.pages[0], document.Root, Dictionary(Name=CANARY)
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name="Plan", Usage=own))
    shown = Dictionary(Creator=CANARY, Name=CANARY, Order=Array([layer]))
    root.OCProperties = Dictionary(OCGs=Array([layer]), D=shown, Configs=Array([Dictionary(Creator=CANARY)]))
    root.Names = Dictionary(QuokkaNames=own)
    words = b"BT (50 % \\) (a) % b) Tj ET % " + BYTES + b"\n"
    form = document.make_stream(
        words, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]), Name=Name("/" + CANARY)
    )
    pattern = document.make_stream(words, PatternType=1, Resources=Dictionary())
    letter = document.make_stream(b"0 0 d0 % " + BYTES)
    page.Contents = document.make_stream(words)
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.A)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=Dictionary(a=letter), FontDescriptor=descriptor)
    page.Resources.XObject.F, page.Resources.Pattern, page.Resources.Font = (
        form,
        Dictionary(P=pattern),
        Dictionary(T=font),
    )
    for one in (root, page.obj, root.Pages, font, descriptor, form, page.Resources.XObject.A, document.trailer):
        one[f"/{CANARY}"] = own


def pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        page = document.pages[0]
        document.docinfo["/Author"] = CANARY
        with document.open_metadata() as metadata:
            metadata["dc:creator"] = [CANARY]
        page.PieceInfo = Dictionary(Word=Dictionary(Private=CANARY))
        page.Thumb = document.make_stream(BYTES)
        photo = document.make_stream(picture("jpg"), Type=Name.XObject, Subtype=Name.Image, Filter=Name.DCTDecode)
        colours = document.make_stream(profile(), N=3)
        packed = document.make_stream(zlib.compress(picture("jpg")), Filter=Array([Name.FlateDecode, Name.DCTDecode]))
        page.Resources = Dictionary(
            XObject=Dictionary(A=photo, B=packed), ColorSpace=Dictionary(C=Array([Name.ICCBased, colours]))
        )
        photo.Metadata = document.make_stream(XMP)
        where = Array([0, 0, 10, 10])
        notes = [
            Dictionary(Subtype=Name.Text, T=CANARY, Contents=CANARY, Rect=where),
            Dictionary(Subtype=Name.Highlight, T=CANARY, Contents=CANARY, Rect=where),
            Dictionary(Subtype=Name.FreeText, T=CANARY, Contents="visible words", Rect=where),
        ]
        page.Annots = Array([document.make_indirect(note) for note in notes])
        _more_of_pdf(document)
        document.save(out)
    before = out.getvalue()
    old = before.rindex(b"startxref")
    return before[:old] + b"% " + BYTES + b"\n" + before[old:]


def rewritten(data: bytes, more: dict[str, str | bytes], changed: dict[str, tuple[str, str]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename in changed:
                before, after = changed[info.filename]
                assert before in content.decode(), info.filename
                content = content.decode().replace(before, after, 1).encode()
            info.comment = BYTES
            new.writestr(info, content)
        for name, content in more.items():
            new.writestr(name, content)
        new.comment = BYTES
    return out.getvalue()


PROPERTIES = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM = f"<Properties><property><v>{CANARY}</v></property></Properties>"
ROOT = (
    "</Relationships>",
    f'<Relationship Id="r77" Type="{made.RELATIONS}/custom-properties" Target="docProps/custom.xml"/></Relationships>',
)
KINDS = ("</Types>", f'<Override PartName="/docProps/custom.xml" ContentType="{PROPERTIES}"/></Types>')
ALL = {
    "docProps/custom.xml": CUSTOM,
    "docMetadata/LabelInfo.xml": f"<a>{CANARY}</a>",
    "customXml/item77.xml": f"<a>{CANARY}</a>",
}


def _named(file) -> None:
    for name in ("author", "last_modified_by", "comments", "keywords", "title", "subject", "category"):
        setattr(file.core_properties, name, CANARY)


def _saved(file) -> bytes:
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def docx() -> bytes:
    file = Document()
    _named(file)
    file.add_paragraph("Les mots restent.")
    file.add_picture(io.BytesIO(picture("jpg")))
    settings = (
        "<w:zoom",
        f'<w:rsids><w:rsid w:val="{CANARY}"/></w:rsids><w:docVars><w:docVar w:name="a" w:val="{CANARY}"/></w:docVars><w:zoom',
    )
    changed = {
        "_rels/.rels": ROOT,
        "[Content_Types].xml": KINDS,
        "word/settings.xml": settings,
        "word/document.xml": ("<w:p>", f'<w:p w:rsidR="{CANARY}"><!-- {CANARY} -->'),
    }
    return rewritten(_saved(file), ALL | {"word/people.xml": f"<people>{CANARY}</people>"}, changed)


def pptx() -> bytes:
    file = Presentation()
    _named(file)
    slide = file.slides.add_slide(file.slide_layouts[5])
    slide.shapes.title.text = "Les mots restent."
    slide.shapes.add_picture(io.BytesIO(picture("png")), 0, 0)
    more = ALL | {"ppt/commentAuthors.xml": f"<a>{CANARY}</a>", "ppt/changesInfos/changesInfo1.xml": f"<a>{CANARY}</a>"}
    return rewritten(_saved(file), more, {"_rels/.rels": ROOT, "[Content_Types].xml": KINDS})


def xlsx() -> bytes:
    book = Workbook()
    book.active["A1"] = "Les mots restent."
    book.properties.creator = book.properties.lastModifiedBy = CANARY
    path = f'<AlternateContent><Choice><absPath url="C:\\Users\\{CANARY}\\"/></Choice></AlternateContent><fileSharing userName="{CANARY}"/>'
    changed = {
        "_rels/.rels": ROOT,
        "[Content_Types].xml": KINDS,
        "xl/workbook.xml": ("<bookViews", f"{path}<bookViews"),
        "xl/worksheets/sheet1.xml": ("<pageMargins", "<pageMargins"),
    }
    more = ALL | {"xl/printerSettings/printerSettings1.bin": BYTES, "xl/persons/person.xml": f"<a>{CANARY}</a>"}
    return rewritten(_saved(book), more, changed)


def opendocument(kind: str) -> bytes:
    names = 'xmlns:office="urn:o" xmlns:text="urn:t" xmlns:config="urn:c" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:m="urn:m" xmlns:xlink="urn:x" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    shapes = "".join(
        f'<draw:frame draw:name="{CANARY}{number}"><draw:image xlink:href="./Pictures/{picture}"/></draw:frame>'
        for number, picture in enumerate(("1.jpg", "2.svg"))
    )
    content = f'<office:document {names}><!-- {CANARY} --><text:p text:rsid="{CANARY}">Les mots restent.</text:p>{shapes}</office:document>'
    settings = f'<office:settings {names}><config:config-item config:name="PrinterName">{CANARY}</config:config-item></office:settings>'
    manifest = f'<m:manifest {names}><m:file-entry m:full-path="meta.xml"/><m:file-entry m:full-path="Thumbnails/{CANARY}.png"/><m:file-entry m:full-path="Pictures/3.jpg"/></m:manifest>'
    more = [
        ("meta.xml", f"<office:meta {names}><dc:creator>{CANARY}</dc:creator></office:meta>"),
        ("settings.xml", settings),
        ("Thumbnails/thumbnail.png", picture("png")),
        ("Versions/Version1", BYTES),
        ("Pictures/1.jpg", picture("jpg")),
        (
            "Pictures/2.svg",
            f'<svg xmlns="http://www.w3.org/2000/svg"><metadata>{CANARY}</metadata><!-- {CANARY} --></svg>',
        ),
        ("Pictures/3.jpg", picture("jpg") + BYTES),
        ("Object 1/meta.xml", f"<a>{CANARY}</a>"),
        ("manifest.rdf", f"<a>{CANARY}</a>"),
    ]
    base = made.opendocument(kind, more, content, manifest)
    return rewritten(base, {}, {})


def pack(files: dict[str, bytes]) -> bytes:
    entries = [(f"dossier/{name}", data) for name, data in files.items()]
    return rewritten(made.packed([*entries, ("__MACOSX/._a", BYTES), ("dossier/.DS_Store", BYTES)]), {}, {})


def files() -> dict[str, bytes]:
    """{ending: a file full of traces}, of each kind that can keep one."""
    kind = "application/vnd.oasis.opendocument."
    found = {name: picture(name) for name in FORMATS}
    found |= {"gif": gif(), "mp4": film(), "m4a": film(), "webm": webm(), "mp3": mp3(), "ogg": ogg(), "pdf": pdf()}
    found |= {"docx": docx(), "pptx": pptx(), "xlsx": xlsx()}
    found |= {
        "odt": opendocument(f"{kind}text"),
        "ods": opendocument(f"{kind}spreadsheet"),
        "odp": opendocument(f"{kind}presentation"),
    }
    found["vtt"] = f"WEBVTT {CANARY}\nAuthor: {CANARY}\n\nNOTE {CANARY}\n\n00:00.000 --> 00:01.000\nBonjour\n".encode()
    return found | {"zip": pack({f"un.{ending}": data for ending, data in found.items()})}


def all_bytes(data: bytes) -> list[bytes]:
    """What a file holds, with all that is packed inside it."""
    found = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found += [archive.comment] + [part for info in archive.infolist() for part in (info.comment, info.extra)]
            for info in archive.infolist():
                found += all_bytes(archive.read(info))
    elif data.startswith(b"%PDF"):
        found += _of_pdf(data)
    elif data.startswith(b"\x89PNG"):
        found += _of_png(data)
    return found


def _of_pdf(data: bytes) -> list[bytes]:
    found = []
    with pikepdf.open(io.BytesIO(data)) as document:
        for one in [document.trailer, *document.objects]:
            found.append(repr(one).encode())
            if isinstance(one, pikepdf.Stream):
                found.append(one.read_raw_bytes())
                try:
                    found.append(one.read_bytes())
                except pikepdf.PdfError:  # a picture, which was read as it is
                    found += all_bytes(zlib.decompress(found[-1])) if "/FlateDecode" in repr(one.Filter) else []
    return found


def _of_png(data: bytes) -> list[bytes]:
    found, at = [], 8
    while at < len(data):
        size = int.from_bytes(data[at : at + 4])
        body = data[at + 8 : at + 8 + size]
        if data[at + 4 : at + 8] in (b"zTXt", b"iCCP"):
            found.append(zlib.decompressobj().decompress(body.partition(b"\0")[2][1:]))
        at += 12 + size
    return found


def has_canary(data: bytes) -> bool:
    wide = (CANARY.encode("utf-16-le"), CANARY.encode("utf-16-be"))
    return any(word in part for part in all_bytes(data) for word in (BYTES, BYTES[:12], *wide))
