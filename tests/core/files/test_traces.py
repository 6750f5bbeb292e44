"""What a file says of who made it, where and with what does not reach the storage; what it shows does."""

import io
import zipfile
import zlib
from contextlib import suppress

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from PIL import Image, ImageChops, ImageSequence
from pptx import Presentation

from core import uploads
from core.uploads.traces import CLEANERS, cleaned
from tests.core import specimens as made
from tests.core.files import traced

FULL = traced.files()
SOUND = made.sound_files()
pytestmark = pytest.mark.usefixtures("in_english")


def clean(data: bytes, kind: str) -> bytes:
    with cleaned(ContentFile(data, name=f"a.{kind}")) as file:
        found = file.read()
        assert file.size == len(found)
        return found


def refusal(data: bytes, kind: str) -> tuple[str, str]:
    with pytest.raises(ValidationError) as refused:
        clean(data, kind)
    return refused.value.code, refused.value.messages[0]


def test_every_kind_that_may_be_uploaded_is_cleaned():
    assert CLEANERS.keys() == uploads.FORMATS.keys()


@pytest.mark.parametrize("kind", FULL)
def test_no_trace_is_left_of_any_kind(kind):
    assert traced.has_canary(FULL[kind])

    assert not traced.has_canary(clean(FULL[kind], kind))


@pytest.mark.parametrize("kind", SOUND | FULL)
def test_what_is_clean_stays_as_it_is_and_is_sound(kind):
    once = clean(FULL.get(kind, SOUND[kind]), kind)

    assert clean(once, kind) == once
    uploads.check(ContentFile(once, name=f"a.{kind}"), [kind])


@pytest.mark.parametrize("kind", SOUND)
def test_sound_file_is_taken(kind):
    uploads.check(ContentFile(clean(SOUND[kind], kind), name=f"a.{kind}"), [kind])


@pytest.mark.parametrize("kind", traced.FORMATS)
def test_picture_is_drawn_by_the_same_bytes(kind):
    before, after = (Image.open(io.BytesIO(data)) for data in (FULL[kind], clean(FULL[kind], kind)))

    assert ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox() is None
    assert not after.getexif()
    assert "icc_profile" in after.info


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_picture_is_turned_upright(kind):
    data = clean(traced.picture(kind, orientation=6), kind)

    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((48, 64), {})
    assert not traced.has_canary(data)


def test_moving_picture_goes_on_moving():
    with Image.open(io.BytesIO(clean(FULL["gif"], "gif"))) as picture:
        times = [frame.info["duration"] for frame in ImageSequence.Iterator(picture)]

        assert (times, picture.info["loop"]) == ([40, 60, 80], 0)


def test_words_of_documents_stay():
    words = "Les mots restent."
    docx, pptx, xlsx = (io.BytesIO(clean(FULL[kind], kind)) for kind in ("docx", "pptx", "xlsx"))

    assert words in [paragraph.text for paragraph in Document(docx).paragraphs]
    assert Presentation(pptx).slides[0].shapes.title.text == words
    assert load_workbook(xlsx).active["A1"].value == words
    with zipfile.ZipFile(io.BytesIO(clean(FULL["odt"], "odt"))) as odt:
        assert words in odt.read("content.xml").decode()
        assert odt.namelist()[0] == "mimetype"


def test_words_of_a_pdf_stay():
    with pikepdf.open(io.BytesIO(clean(FULL["pdf"], "pdf"))) as document:
        notes = document.pages[0].Annots

        assert [str(note.Subtype) for note in notes] == ["/Highlight", "/FreeText"]
        assert str(notes[1].Contents) == "visible words"


def test_what_a_pdf_draws_and_its_layers_stay():
    with pikepdf.open(io.BytesIO(clean(FULL["pdf"], "pdf"))) as document:
        page, layers = document.pages[0], document.Root.OCProperties

        assert page.Contents.read_bytes() == b"BT (50 % \\) (a) % b) Tj ET \n"
        assert page.Resources.XObject.F.read_bytes() == page.Contents.read_bytes()
        assert ([str(layer.Name) for layer in layers.OCGs], list(layers.D.keys())) == (["Plan"], ["/Order"])


def test_number_of_a_pdf_does_not_tell_of_which_it_was_made():
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.trailer.ID = pikepdf.Array([traced.BYTES, traced.BYTES])
        document.save(out, static_id=False)

    data = clean(out.getvalue(), "pdf")

    assert clean(data, "pdf") == data
    with pikepdf.open(io.BytesIO(data)) as document:
        assert traced.BYTES not in [bytes(one) for one in document.trailer.ID]


def accessible_pdf(**changed) -> bytes:
    """As a word processor writes it for screen readers, with its traces."""
    said = {"title": "Vos droits & recours", "shows": True, "language": "fr-FR", "part": "1"} | changed
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Title"], document.docinfo["/Author"] = said["title"], traced.CANARY
        with document.open_metadata() as metadata:
            metadata["dc:title"], metadata["dc:creator"] = said["title"], [traced.CANARY]
            metadata["xmp:CreatorTool"] = traced.CANARY
            metadata["{http://www.aiim.org/pdfua/ns/id/}part"] = said["part"]
        root = document.Root
        root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=said["shows"])
        root.Lang, root.MarkInfo = said["language"], pikepdf.Dictionary(Marked=True)
        root.StructTreeRoot = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        document.save(out)
    return out.getvalue()


def told_by(data: bytes) -> tuple:
    """(title in both places, languages, part of PDF/UA, names of all that the packet says)."""
    with pikepdf.open(io.BytesIO(data)) as document, document.open_metadata() as metadata:
        titles = str(document.docinfo.get("/Title", "")), metadata.get("dc:title", "")
        names = sorted(name.rpartition("}")[2] for name in metadata)
        return titles, metadata.get("dc:language"), metadata.get("{http://www.aiim.org/pdfua/ns/id/}part"), names


def test_pdf_for_screen_readers_stays_one():
    data = clean(accessible_pdf(), "pdf")

    title = "Vos droits & recours"
    assert told_by(data) == ((title, title), {"fr-FR"}, "1", ["language", "part", "title"])
    assert not traced.has_canary(data)
    assert clean(data, "pdf") == data
    with pikepdf.open(io.BytesIO(data)) as document:
        assert {"/Lang", "/MarkInfo", "/StructTreeRoot", "/ViewerPreferences"} <= set(document.Root.keys())
        assert list(document.docinfo.keys()) == ["/Title"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"shows": False}, (("", ""), {"fr-FR"}, "1", ["language", "part"])),
        ({"shows": False, "part": "x"}, (("", ""), None, None, [])),
        ({"language": "fr/../x", "part": "3"}, (("T",) * 2, None, None, ["title"])),
    ],
)
def test_title_that_a_pdf_does_not_show_and_what_is_no_mark_are_not_kept(changed, told):
    assert told_by(clean(accessible_pdf(**{"title": "T"} | changed), "pdf")) == told


def test_pdf_without_a_packet_keeps_the_title_that_it_shows():
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Title"] = "Vos droits"
        document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        document.Root.Metadata = document.make_stream(b"<no packet")
        document.save(out)

    assert told_by(clean(out.getvalue(), "pdf"))[0] == ("Vos droits", "Vos droits")


def test_film_keeps_the_places_of_its_pictures():
    data = clean(FULL["mp4"], "mp4")

    assert (len(data), data.index(b"mdat")) == (len(FULL["mp4"]), FULL["mp4"].index(b"mdat"))


@pytest.mark.parametrize(
    ("handler", "form"),
    [
        (b"text", b"text"),
        (b"text", b"wvtt"),
        (b"subt", b"stpp"),
        (b"sbtl", b"tx3g"),
        (b"clcp", b"c608"),
        (b"subp", b"mp4s"),
        (b"hint", b"rtp "),
        (b"meta", b"gpmd"),
        (b"vide", b"stpp"),
        (b"soun", b"camm"),
    ],
)
def test_film_with_a_track_that_is_neither_picture_nor_sound_is_refused(handler, form):
    """Drones write where they are into subtitles."""
    code, said = refusal(made.film(made.track(handler, form)), "mp4")

    assert code == "track"
    assert (handler if handler not in (b"vide", b"soun") else form).decode() in said


def test_time_code_goes_from_a_film_with_what_it_holds():
    lists = made.table(b"stsc", 1, 1, 1, 1), made.table(b"stsz", 4, 1), made.table(b"stco", 1, 0)
    clock = made.track(b"tmcd", b"tmcd", *lists, made.box(b"uuid", traced.BYTES))

    data = clean(made.film(clock, shown=b"pictures"), "mp4")

    assert not traced.has_canary(data)
    assert b"pictures" in data
    assert b"tmcd" not in data


@pytest.mark.parametrize(
    "film",
    [
        made.film(before=traced.BYTES, shown=b"pictures", after=traced.BYTES),
        made.film(shown=b"pictures") + made.box(b"mdat", traced.BYTES),
        made.fragments(b"pictures", traced.BYTES),
    ],
)
def test_what_no_sample_refers_to_goes_from_a_film(film):
    assert traced.has_canary(film)

    data = clean(film, "mp4")

    assert not traced.has_canary(data)
    assert (len(data), data.index(b"pictures")) == (len(film), film.index(b"pictures"))


def test_packed_sizes_and_sizes_of_sounds_are_read():
    sizes = made.box(b"stz2", bytes(7) + b"\4" + (2).to_bytes(4) + b"\x53")
    shown = made.film(made.track(b"vide", b"av01", made.table(b"stsc", 1, 1, 2, 1), sizes, made.table(b"stco", 1, 0)))
    at = len(shown)
    lists = made.table(b"stsc", 1, 1, 2, 1), sizes, made.table(b"stco", 1, at)

    data = clean(made.film(made.track(b"vide", b"av01", *lists), before=b"pictures" + traced.BYTES), "mp4")

    assert b"pictures\0" in data
    assert not traced.has_canary(data)


@pytest.mark.parametrize(
    ("kind", "codec"),
    [(17, b"S_TEXT/UTF8"), (33, b"D_WEBVTT/METADATA"), (1, b"S_TEXT/WEBVTT"), (2, b""), (18, b"B_VOBBTN")],
)
def test_webm_with_a_track_that_is_neither_picture_nor_sound_is_refused(kind, codec):
    track = made.element(
        0xAE, made.element(0xD7, b"\2") + made.element(0x83, bytes((kind,))) + made.element(0x86, codec)
    )

    code, said = refusal(made.webm(made.element(0x1654AE6B, track)), "webm")

    assert code == "track"
    assert (codec.decode() or str(kind)) in said


def test_what_belongs_to_no_track_goes_from_a_webm():
    tracks = made.element(
        0x1654AE6B,
        made.element(0xAE, made.element(0xD7, b"\1") + made.element(0x83, b"\1") + made.element(0x86, b"V_VP8")),
    )
    block, other = b"\x81\0\0\x80pictures", b"\x89\0\0\x80" + traced.BYTES
    cluster = [
        made.element(0xE7, b"\0"),
        made.element(0xA3, block),
        made.element(0xA3, other),
        made.element(0xA0, made.element(0xA1, other)),
        made.element(0xA0, made.element(0xA1, block) + made.element(0xA4, traced.BYTES)),
        made.element(0x5854, traced.BYTES),
    ]

    data = clean(made.webm(tracks, made.element(0x1F43B675, b"".join(cluster))), "webm")

    assert not traced.has_canary(data)
    assert data.count(b"pictures") == 2


UNSEEN = "nobody sees it, and it can change what is read"
TIMED = "WEBVTT\n\n00:00.000 --> 00:01.000\n"


def test_captions_keep_what_is_shown_alone():
    name = traced.CANARY
    text = f"""WEBVTT - {name}\r
Kind: {name}\r
\r
STYLE\r
::cue(.{name}) {{ color: red }}\r
\r
REGION\r
id:{name}\r
\r
NOTE {name}\r
\r
{name}\r
00:00.000   -->   01:00:01.000 align:start region:{name} line:90%,end {name}\r
<v.loud {name}>Le <b.{name}>39 19</b></v> &amp; <c.{name}>tous</c>\r
<lang fr>répond</lang> <00:00.500>ici.\r
\r
{name}\r
"""

    assert clean(text.encode(), "vtt").decode() == (
        "WEBVTT\n\n00:00.000 --> 01:00:01.000 align:start line:90%,end\n"
        "Le <b>39 19</b> &amp; tous\n<lang fr>répond</lang> <00:00.500>ici.\n"
    )


@pytest.mark.parametrize(
    ("kind", "text", "code", "said"),
    [
        (
            "vtt",
            f"{TIMED}Appelez\nle \u202e119",
            "not_plain",
            f"Line 5: U+202E RIGHT-TO-LEFT OVERRIDE after “le”: {UNSEEN}",
        ),
        ("vtt", f"{TIMED}Le 1&lrm;19", "not_plain", "Line 4: U+200E"),
        ("vtt", f"{TIMED}Le <b>1\u200b19</b>", "not_plain", "Line 4: U+200B ZERO WIDTH SPACE after “Le 1”"),
        ("vtt", f"{TIMED}O6 12 34 56 78", "not_plain", "Line 4: “O6” holds the letter"),
        ("vtt", f"{TIMED}Oui<script>alert(1)</script>", "captions", "Line 4: “<script>alert(1)</script>” is no tag"),
        ("vtt", f"{TIMED}<b onclick=a>Oui</b> 3 < 5", "captions", "Line 4: “< 5” is no tag"),
        ("vtt", "WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nOui", "captions", "Line 3: its times cannot be read"),
        ("txt", "Un\r\nLe \u202e119", "not_plain", "Line 2: U+202E"),
        ("txt", "Un\r\nLe 1\u206019", "not_plain", "Line 2: U+2060 WORD JOINER after “Le 1”"),
        ("csv", "Département;Numéro\nA;3\u200b919", "not_plain", "Line 2: U+200B ZERO WIDTH SPACE after “A;3”"),
        ("md", "\ufeffGuide\ufeff", "not_plain", "Line 1: U+FEFF"),
    ],
)
def test_text_that_is_not_what_it_looks_like_is_refused_with_its_line(kind, text, code, said):
    found = refusal(text.encode(), kind)

    assert (found[0], found[1][: len(said)]) == (code, said)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("txt", "\ufeffLe 39 19\r\n\tÀ\xa0tous, &#8238;".encode()),
        ("csv", "Numéro;10l\n1O;O2".encode("latin-1")),
        ("txt", "نمی\u200cخواهم – 👩\u200d🏫".encode()),
        ("ics", b"BEGIN:VCALENDAR\r\nX:a\r\n b\r\n"),
    ],
)
def test_text_that_is_what_it_looks_like_stays(kind, data):
    assert clean(data, kind) == data


def test_name_that_nobody_sees_whole_is_refused_in_a_zip():
    code, said = refusal(made.packed([("kit/a\u200b.csv", "a")]), "zip")

    assert (code, "The name of the file: U+200B ZERO WIDTH SPACE after" in said) == ("not_plain", True)


WORD_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str, *more: tuple[str, str | bytes]) -> bytes:
    main = [
        ("[Content_Types].xml", made.content_types(made.WORD)),
        ("word/document.xml", f"<w:d {WORD_NAMES}>{body}</w:d>"),
    ]
    return made.packed([*main, *more])


def styled(style: str, marks: str = "", paragraph: str = "") -> bytes:
    """A word with a style; `Secret` hides it, and `More` is made of that one."""
    styles = f"""<w:styles {WORD_NAMES}><w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>
        <w:style w:styleId="More"><w:basedOn w:val="Secret"/></w:style>
        <w:style w:styleId="Shown"><w:basedOn w:val="Secret"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style></w:styles>"""
    body = f'<w:r><w:rPr><w:rStyle w:val="{style}"/>{marks}</w:rPr><w:t>Marie</w:t></w:r>'
    before = f'<w:pPr><w:pStyle w:val="{paragraph}"/><w:rPr><w:vanish/></w:rPr></w:pPr>'
    return word(f"<w:p>{before}{body}</w:p>", ("word/styles.xml", styles))


@pytest.mark.parametrize("data", [styled("Secret"), styled("More"), styled("", paragraph="More")])
def test_words_that_a_style_hides_are_refused(data):
    assert refusal(data, "docx")[0] == "hidden"


@pytest.mark.parametrize("data", [styled(""), styled("Shown"), styled("Secret", '<w:vanish w:val="false"/>')])
def test_words_that_are_shown_are_taken_though_a_style_could_hide_them(data):
    """A paragraph’s mark may be hidden: Word does so below tables."""
    assert b"Marie" in b"".join(traced.all_bytes(clean(data, "docx")))


@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx"])
def test_part_to_which_nothing_leads_goes(kind):
    folder = {"docx": "word", "pptx": "ppt", "xlsx": "xl"}[kind]
    more = {f"{folder}/media/photo.jpg": traced.picture("jpg"), f"{folder}/more.xml": f"<a>{traced.CANARY}</a>"}

    with zipfile.ZipFile(io.BytesIO(clean(traced.rewritten(FULL[kind], more, {}), kind))) as archive:
        assert set(more).isdisjoint(archive.namelist())
        assert sum("/media/" in name for name in archive.namelist()) == (kind != "xlsx")


def test_picture_to_which_nothing_leads_goes_from_an_opendocument():
    with zipfile.ZipFile(io.BytesIO(clean(FULL["odt"], "odt"))) as archive:
        assert [name for name in archive.namelist() if name.startswith("Pictures")] == [
            "Pictures/1.jpg",
            "Pictures/2.svg",
        ]
        assert "3.jpg" not in archive.read("META-INF/manifest.xml").decode()
        assert archive.read("content.xml").decode().count('draw:name="Object ') == 2


def test_name_of_a_picture_goes_and_what_it_says_stays():
    body = '<w:docPr id="7" name="{0}.jpg" descr="Une classe"/><pic:cNvPr xmlns:pic="urn:p" id="8" name="{0}"/>'
    title = '<v:imagedata xmlns:v="urn:v" xmlns:o="urn:o" o:title="{0}"/>'

    data = clean(word((body + title).format(traced.CANARY)), "docx")

    assert not traced.has_canary(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        said = archive.read("word/document.xml").decode()
    assert ('name="Object 7"' in said, 'descr="Une classe"' in said) == (True, True)


def signed_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        field = document.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, V=pikepdf.Dictionary()))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        document.save(out)
    return out.getvalue()


def pdf_with_attachment() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments["notes.odt"] = b"notes"
        document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "code", "said"),
    [
        (word('<w:ins w:author="A" w:id="1"/>'), "docx", "changes", "tracked changes"),
        (word('<w:r><w:rPr><w:rPrChange w:author="A"/></w:rPr></w:r>'), "docx", "changes", "Accept or reject"),
        (made.ooxml(entries=[("word/comments.xml", "<a><comment/></a>")]), "docx", "comments", "Delete all of them"),
        (
            made.ooxml(entries=[("xl/threadedComments/t1.xml", "<a><threadedComment/></a>")]),
            "xlsx",
            "comments",
            "comments",
        ),
        (made.ooxml(entries=[("ppt/comments/c1.xml", "<a><cm/></a>")]), "pptx", "comments", "comments"),
        (made.ooxml(entries=[("_xmlsignatures/sig1.xml", "<a/>")]), "docx", "signed", "signature"),
        (made.ooxml(entries=[("xl/connections.xml", "<a/>")]), "xlsx", "elsewhere", "connections.xml"),
        (
            made.ooxml(
                entries=[("word/media/image1.tiff", "II*\0"), made.relation("image", "media/image1.tiff", "Internal")]
            ),
            "docx",
            "unknown",
            "“word/media/image1.tiff” in it",
        ),
        (
            made.opendocument(content='<a xmlns:t="urn:t"><t:tracked-changes><b/></t:tracked-changes></a>'),
            "odt",
            "changes",
            "Accept",
        ),
        (made.opendocument(content="<a><annotation/></a>"), "odt", "comments", "comments"),
        (made.opendocument(entries=[("META-INF/documentsignatures.xml", "<a/>")]), "odt", "signed", "signature"),
        (word("<w:r><w:rPr><w:vanish/></w:rPr><w:t>Marie</w:t></w:r>"), "docx", "hidden", "Show all that is hidden"),
        (made.ooxml(entries=[("xl/workbook.xml", '<a><sheet state="veryHidden"/></a>')]), "xlsx", "hidden", "a sheet"),
        (made.ooxml(entries=[("ppt/slides/slide1.xml", '<sld show="0"/>')]), "pptx", "hidden", "a slide"),
        (made.opendocument(content="<a><hidden-text/></a>"), "odt", "hidden", "whoever approves it does not see"),
        (
            made.opendocument(
                content='<a xmlns:t="urn:t"><automatic-styles><text-properties t:display="none"/></automatic-styles></a>'
            ),
            "odt",
            "hidden",
            "hidden",
        ),
        (signed_pdf(), "pdf", "signed", "signature"),
        (pdf_with_attachment(), "pdf", "attachments", "notes.odt"),
        (FULL["mp4"].replace(b"soun", b"meta"), "mp4", "track", "(meta)"),
        (made.ogg().replace(b"OpusHead", b"fishead\0"), "ogg", "track", "(fishead)"),
        (b"<script>", "html", "invalid_extension", "“.html” are not accepted here"),
    ],
)
def test_what_cannot_be_cleaned_is_refused_with_what_it_is_and_how_to_mend_it(data, kind, code, said):
    found = refusal(data, kind)

    assert found[0] == code
    assert said in found[1]


def test_pdf_that_unpacks_without_end_is_refused():
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        packed = zlib.compress(bytes(110 * 2**20))
        document.pages[0].Profile = document.make_stream(packed, N=3, Filter=pikepdf.Name.FlateDecode)
        document.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    assert refusal(out.getvalue(), "pdf")[0] == "damaged"


@pytest.mark.parametrize("kind", sorted(CLEANERS.keys() - {"txt", "csv", "md", "ics", "vtt", "zip", "m4a", "jpeg"}))
@settings(deadline=None, max_examples=8)
@given(at=st.floats(0, 1), what=st.binary(min_size=1, max_size=9))
def test_damaged_file_is_cleaned_or_refused(kind, at, what):
    data = SOUND[kind] if kind in ("docx", "xlsx", "pptx") else FULL[kind]
    place = int(at * len(data))

    for damaged in (data[:place], data[:place] + what + data[place + len(what) :]):
        with suppress(ValidationError):
            clean(damaged, kind)
