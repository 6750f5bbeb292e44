"""The code alone, in three formats: read by two readers, with white around it and its address under it."""

import io
import xml.etree.ElementTree as ET

import pikepdf
import pypdfium2
import pytest
import segno
from django.utils import translation
from PIL import Image

from press.content import PressError, Target
from press.symbols import codes, qr
from tests.press.contents import LANGUAGES, TARGET

OTHER = Target("https://campagnes.example.org/s/k7m2qe", "campagnes.example.org/s/k7m2qe")


@pytest.mark.parametrize("pixels", [82, 300, 1000, 2001])
def test_png_is_read_by_two_readers(read_codes, pixels):
    made = qr.png(TARGET, pixels)

    assert read_codes(made, "png") == [TARGET.url]
    assert qr.decodes(made, TARGET.url)
    with Image.open(io.BytesIO(made)) as image:
        assert image.width == pixels


def test_pdf_is_read_at_150_dpi(read_codes):
    assert read_codes(qr.pdf(TARGET, "fr"), "pdf") == [TARGET.url]


def test_svg_is_the_symbol_itself_and_letters_as_outlines(read_codes, tmp_path):
    drawn = ET.fromstring(qr.svg(TARGET).decode())

    kinds = {element.tag.rpartition("}")[2] for element in drawn.iter()}
    assert kinds & {"image", "text", "script", "foreignObject", "style"} == set()
    assert drawn[0].text == TARGET.letters
    outlines = [element for element in drawn.iter() if element.tag.endswith("}use")]
    assert len(outlines) == len(TARGET.letters)
    symbols = [element.get("d") for element in drawn.iter() if element.get("class") == "qrline"]
    assert symbols == [
        segno.make(TARGET.url, error="q", boost_error=False).svg_inline(border=4).split(' d="')[1].split('"')[0]
    ]


def test_quiet_zone_is_four_modules_of_white():
    with Image.open(io.BytesIO(qr.png(TARGET, 1000))) as image:
        drawn = image.convert("L")
        count = codes.modules(TARGET.url)
        module = 1000 // count
        symbol = drawn.crop((0, 0, 1000, module * count)).point(lambda value: 255 if value < 128 else 0).getbbox()

    offset = (1000 - module * count) // 2
    assert symbol == (
        offset + 4 * module,
        offset + 4 * module,
        offset + (count - 4) * module,
        offset + (count - 4) * module,
    )


def test_each_module_covers_whole_pixels():
    with Image.open(io.BytesIO(qr.png(TARGET, 1000))) as image:
        symbol = image.convert("L").crop((0, 0, 1000, 990))

    assert {value for _count, value in symbol.getcolors()} == {0, 255}


def test_symbol_has_level_q():
    assert codes.symbol(TARGET.url).error == "Q"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_says_its_address_in_letters_and_what_it_is_in_its_language(language):
    made = qr.pdf(TARGET, language)

    # PDFium takes every line of a file in Arabic for one from right to left, and turns it round.
    found = pypdfium2.PdfDocument(made)[0].get_textpage().get_text_range().strip()
    assert sorted(found) == sorted(TARGET.letters)
    assert found == TARGET.letters or language == "ar"
    with translation.override(language), pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.open_metadata()["dc:title"] == codes.alternative(TARGET)
        assert str(pdf.Root.Lang)[:2] == language[:2]


def test_another_address_is_not_taken_for_this_one():
    assert not qr.decodes(qr.png(TARGET), OTHER.url)
    assert not qr.decodes(qr.png(OTHER), TARGET.url)


def test_picture_without_a_code_decodes_to_nothing():
    out = io.BytesIO()
    Image.new("RGB", (200, 200), "white").save(out, "PNG")

    assert not qr.decodes(out.getvalue(), TARGET.url)


def test_same_address_gives_the_same_bytes():
    assert (qr.svg(TARGET), qr.png(TARGET), qr.pdf(TARGET, "ar")) == (
        qr.svg(TARGET),
        qr.png(TARGET),
        qr.pdf(TARGET, "ar"),
    )


def test_too_few_pixels_are_refused_with_how_many_it_takes():
    with translation.override("en"), pytest.raises(PressError, match="needs 82 at least"):
        qr.png(TARGET, 81)
