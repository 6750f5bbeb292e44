"""Sheets in the look of a theme: its colours, its face, its object and what it says, in each language."""

import io
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from press.composition import sheets
from press.content import Look, PressError
from press.formats import SHEETS, make
from tests.press.contents import LANGUAGES, TARGET, content, said
from themes import drawings
from themes.models import Theme

STATEMENT, SAYS = "Ne l’envoyez pas.", "Bonsoir, c’est combien ?"


def look(drawing: str = "message", says: str = SAYS, is_display: bool = True) -> Look:
    theme = Theme(drawing=drawing)
    svg = theme.drawn.svg() if theme.drawn else ""
    return Look(theme.day.as_data(), is_display=is_display, drawing=drawing, svg=svg, says=says)


def sheet(language: str, **of):
    return content(language, statement=said(STATEMENT, language), look=look(**{"says": said(SAYS, language)} | of))


def letters(text: str) -> set[str]:
    return {one for one in text if one.isalnum()}


def families(pdf: bytes) -> set[str]:
    """The names of the fonts that its first page is set in, without the mark of a subset."""
    page = pypdfium2.PdfDocument(pdf)[0]
    texts = (one for one in page.get_objects() if one.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT)
    return {one.get_font().get_base_name().partition("+")[2] or one.get_font().get_base_name() for one in texts}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["poster-a3", "square", "story", "leaflet", "banner-wide"])
def test_sheet_is_made_in_each_language(key, language):
    made = make(key, sheet(language), TARGET)

    assert said(SAYS, language) in made.text
    if key == "poster-a3":
        found = pypdfium2.PdfDocument(made.data)[0].get_textpage().get_text_range()
        assert letters(said(STATEMENT, language) + said(SAYS, language)) - letters(found) == set()
        assert "3919" not in found  # the helplines are on the leaflet


@pytest.mark.parametrize("key", ["square", "story"])
def test_button_of_a_message_that_is_not_sent_is_not_lit(key):
    """Its disc is nearer to the band than to the words."""
    picture = Image.open(io.BytesIO(make(key, sheet("fr"), TARGET).data)).convert("RGB")
    unlit = tuple(
        round(0.3 * ink + 0.7 * ground) for ink, ground in zip((0xFF, 0xB6, 0x27), (0x0D, 0x0E, 0x11), strict=True)
    )
    count = dict(map(reversed, picture.getcolors(picture.width * picture.height)))

    near = [n for colour, n in count.items() if max(abs(a - b) for a, b in zip(colour, unlit, strict=True)) <= 2]

    assert sum(near) > 1000


def test_picture_has_the_ground_and_the_object_has_the_ink():
    picture = Image.open(io.BytesIO(make("square", sheet("fr"), TARGET).data)).convert("RGB")

    assert picture.getpixel((4, 4)) == (0xFF, 0xB6, 0x27)
    column = [picture.getpixel((4, y)) for y in range(picture.height)]
    assert (0x0D, 0x0E, 0x11) in column  # the band of the object goes from edge to edge


@pytest.mark.parametrize(("language", "family"), [("fr", "Archivo"), ("bg", "Roboto"), ("ar", "Cairo")])
def test_statement_is_set_in_the_display_face_of_its_script(language, family):
    made = make("poster-a4", sheet(language), TARGET)

    assert any(family in name for name in families(made.data))


@pytest.mark.parametrize("drawing", [one for one in drawings.DRAWINGS if one != "message"])
def test_drawn_object_is_printed(drawing):
    with_object = make("poster-a4", sheet("fr", drawing=drawing, says=""), TARGET).data
    again = make("poster-a4", sheet("fr", drawing=drawing, says=""), TARGET).data

    assert with_object == again
    assert with_object != make("poster-a4", sheet("fr", drawing="", says=""), TARGET).data


def test_message_without_words_is_no_object():
    made = make("poster-a4", sheet("fr", says=""), TARGET)

    found = pypdfium2.PdfDocument(made.data)[0].get_textpage().get_text_range()
    assert "3919" in found  # nothing takes the place of the helplines


def test_object_that_says_too_much_is_named():
    with pytest.raises(PressError) as refused:
        make("poster-a4", sheet("fr", says="Bonsoir, " * 400), TARGET)

    assert refused.value.about == "says"


def test_formats_are_all_made():
    for key in SHEETS:
        assert make(key, sheet("fr"), TARGET).data


def band(picture: Image.Image) -> int:
    """How many pixels of its left edge are of the object's band."""
    return sum(picture.getpixel((4, y)) == (0x0D, 0x0E, 0x11) for y in range(picture.height))


def test_drawing_takes_what_a_short_statement_leaves_free():
    bands = [
        band(
            Image.open(
                io.BytesIO(make("story", replace(sheet("fr", drawing="door", says=""), statement=words), TARGET).data)
            ).convert("RGB")
        )
        for words in ("Une porte.", "Une porte s’ouvre pour chaque personne qui le demande, dans toutes les langues.")
    ]

    assert bands[0] > 1.15 * bands[1]


@pytest.mark.parametrize("key", ["poster-a4", "leaflet"])
def test_figures_and_latin_words_of_an_arabic_sheet_are_of_its_own_hand(key):
    made = make(key, replace(sheet("ar"), look=None), TARGET)

    assert {name.partition("-")[0] for name in families(made.data)} == {"Cairo"}


def test_theme_in_the_face_of_the_reader_has_no_bar_and_a_heavy_arabic():
    plain = sheet("ar", drawing="door", says="", is_display=False)

    assert "themed" in sheets.look(plain.look, "ar")
    assert any("Cairo" in name for name in families(make("poster-a3", plain, TARGET).data))
    assert "display" not in sheets.look(plain.look, "fr")
