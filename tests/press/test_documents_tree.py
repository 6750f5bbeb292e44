"""What no document is made of: each told with its place and what to do, whatever it was to be made into."""

import io
from dataclasses import replace

import pytest
from django.utils import translation
from PIL import Image

from press.content import PressError
from press.documents import illustrations, tree
from press.documents.docx.docx import docx
from press.documents.odt.odt import odt
from press.documents.pdf import pdf
from press.documents.slides.pptx import pptx
from press.documents.tree import (
    Code,
    Document,
    Heading,
    Lines,
    Listing,
    Notice,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Slide,
    Table,
)
from tests.press.contents import LANGUAGES
from tests.press.guides import deck, drawing, guide
from tests.press.test_pictures import SCRIPT, claiming, picture

CELL = (Run("a"),)
SHOWN = Picture(drawing(), "image/png", "Six bars")
HALF = drawing("JPEG")[: len(drawing("JPEG")) // 2]


def document(*blocks: tree.Block, **fields) -> Document:
    return Document(**{"language": "en", "title": "Guide", "blocks": (Heading("First", 1), *blocks)} | fields)


BAD_DOCUMENTS = {
    "language": (document(language="xx"), "no language “xx”"),
    "title": (document(title=" "), "The title is empty: write one."),
    "glyph in the title": (document(title="Hello 😀"), "U\\+1F600"),
    "glyph in the author": (document(author="😀"), "“Guide”: .*U\\+1F600"),
    "glyph in a paragraph": (document(Paragraph((Run("Hello 😀"),))), "“First”: No font .*U\\+1F600"),
    "half a character": (document(Paragraph((Run("a\ud83d"),))), "“First”: No font"),
    "glyph in a list": (document(Listing((CELL, (Run("😀"),)))), "“First”: .*U\\+1F600"),
    "glyph in a cell": (document(Table(("a",), (((Run("😀"),),),))), "“First”: .*U\\+1F600"),
    "glyph in a notice": (document(Notice("x", (Paragraph((Run("😀"),)),))), "“First”: .*U\\+1F600"),
    "empty heading": (document(Heading(" ", 2)), "a heading is empty"),
    "first level": (Document("en", "Guide", (Heading("Second", 2),)), "“Second”: .* give it level 1"),
    "skipped level": (document(Heading("Third", 3)), "“Third”: a heading of level 3 cannot follow one of level 1"),
    "level 5": (document(*(Heading(str(n), n) for n in range(2, 6))), "“5”: .* give it level 4"),
    "rows": (document(Table(("a",), ((CELL,),) * 201, caption="Long")), "“First”: the table “Long” has 201 rows"),
    "columns": (document(Table(("a",) * 9, ((CELL,) * 9,))), "the table “a” has 9 columns: give it 1 to 8"),
    "no column": (document(Table((), (), caption="None")), "the table “None” has 0 columns"),
    "short row": (document(Table(("a", "b"), ((CELL, CELL), (CELL,)))), "row 2 of the table “a” has 1 cell where"),
    "widths": (document(Table(("a", "b"), ((CELL, CELL),), widths=(1,))), "the table “a” needs a width"),
    "no width": (document(Table(("a", "b"), ((CELL, CELL),), widths=(1, 0))), "the table “a” needs a width"),
    "alternative": (document(replace(SHOWN, alt=" ")), "“First”: a picture has no text alternative"),
    "gif": (document(Picture(picture("GIF"), "image/gif", "x")), "“First”: .* save it as PNG or JPEG"),
    "gif in disguise": (document(Picture(picture("GIF"), "image/png", "x")), "save it as PNG or JPEG"),
    "svg": (document(Picture(SCRIPT, "image/svg+xml", "x")), "save it as PNG or JPEG"),
    "no picture": (document(Picture(b"", "image/png", "x")), "save it as PNG or JPEG"),
    "half a picture": (document(Picture(HALF, "image/jpeg", "x")), "“First”: The picture is damaged"),
    "pixels": (document(Picture(claiming(10_000, 10_000), "image/png", "x")), "“First”: .*50 million pixels"),
    "link": (
        document(Paragraph((Run("a", href="javascript:alert(1)"),))),
        "“First”: a link cannot lead to “javascript",
    ),
    "relative link": (document(Paragraph((Run("a", href="/fr/"),))), "“First”: a link cannot lead to “/fr/”"),
    "broken link": (document(Paragraph((Run("a", href="https://a/\x00 b"),))), "“First”: a link cannot lead to"),
    "language of words": (document(Paragraph((Run("a", language="xx"),))), "“First”: .*no language “xx”"),
    "code": (document(Code("example.org", "example.org", "")), "“First”: “example.org” is no address"),
    "letters": (document(Code("https://example.org", " ", "")), "“First”: a code has no letters"),
    "no lines": (document(Lines(0)), "“First”: ask for 1 to 60 lines"),
    "lines": (document(Lines(61)), "“First”: ask for 1 to 60 lines"),
    "break in a notice": (document(Notice("Box", (PageBreak(),))), "“Box”: a notice holds neither"),
    "notice in a notice": (document(Notice("Box", (Notice("", ()),))), "“Box”: a notice holds neither"),
}


@pytest.mark.parametrize("maker", [pdf, odt, docx])
@pytest.mark.parametrize("case", BAD_DOCUMENTS)
def test_what_no_document_is_made_of_is_refused_with_its_place(case, maker):
    bad, reason = BAD_DOCUMENTS[case]

    with translation.override("en"), pytest.raises(PressError, match=reason):
        maker(bad)


BAD_SLIDES = {
    "no slide": ((), "There is no slide"),
    "no title": ((Slide(" ", ()),), "The title of slide 1 is empty"),
    "glyph": ((Slide("One", (), notes="😀"),), "“One”: .*U\\+1F600"),
    "table": ((Slide("One", (Table(("a",), ((CELL,),)),)),), "“One”: a slide holds paragraphs, lists and a picture"),
    "pictures": ((Slide("One", (SHOWN, SHOWN)),), "“One”: there is more than one picture"),
    "alternative": ((Slide("One", (replace(SHOWN, alt=""),)),), "“One”: a picture has no text alternative"),
    "text": ((Slide("One", (Paragraph((Run("word " * 400),)),)),), "“One”: there is too much text on this slide"),
    "beside a picture": ((Slide("One", (Paragraph((Run("word " * 160),)), SHOWN)),), "“One”: there is too much text"),
    "long title": ((Slide("One " * 80, ()),), "the title is too long for a slide"),
}


@pytest.mark.parametrize("case", BAD_SLIDES)
def test_what_no_slide_is_made_of_is_refused_with_its_place(case):
    slides, reason = BAD_SLIDES[case]

    with translation.override("en"), pytest.raises(PressError, match=reason):
        pptx(replace(deck("en"), slides=slides))


@pytest.mark.parametrize("language", LANGUAGES)
def test_guide_and_slides_of_each_language_pass(language):
    assert tree.check(guide(language)) is None
    assert tree.check(deck(language)) is None


@pytest.mark.parametrize("maker", [pdf, odt, docx])
def test_control_characters_that_nobody_sees_are_left_out(maker):
    told = document(Paragraph((Run("a\x00b\x0bc\x85d", href="https://example.org/"),)), author="A\x01", version="1\x02")

    clean = document(Paragraph((Run("ab c d", href="https://example.org/"),)), author="A", version="1")
    assert maker(told) == maker(clean)


def test_picture_that_is_fit_stays_as_it_is():
    assert illustrations.prepared(drawing()).data == drawing()
    assert illustrations.prepared(drawing("JPEG")).data == drawing("JPEG")


def test_picture_of_a_camera_is_put_upright_without_what_the_camera_noted():
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "taken at home"  # to be turned by a quarter to the right
    out = io.BytesIO()
    Image.new("RGB", (400, 200), "red").save(out, "JPEG", exif=exif)

    shown = illustrations.prepared(out.getvalue())

    assert (shown.width, shown.height, shown.extension) == (200, 400, "jpeg")
    assert b"taken at home" not in shown.data


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_large_picture_becomes_as_large_as_paper_shows(form):
    shown = illustrations.prepared(picture(form, (4000, 3000)))

    assert (shown.width, shown.height) == (2000, 1500)


def test_colours_for_print_become_those_of_a_screen():
    shown = illustrations.prepared(picture("JPEG", (40, 40), mode="CMYK", colour=(0, 0, 0, 255)))

    assert Image.open(io.BytesIO(shown.data)).mode == "RGB"


def test_picture_is_shown_in_its_own_proportions_where_there_is_room():
    shown = illustrations.Illustration(b"", "image/png", 3000, 1500)

    assert shown.within(150, 120) == (150, 75)
    assert shown.within(150, 30) == (60, 30)
    assert illustrations.Illustration(b"", "image/png", 150, 300).within(150, 120) == (25.4, 50.8)
