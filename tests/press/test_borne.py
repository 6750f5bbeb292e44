"""A partner's logo and the help near it on sheets: in its place, on white, in every language, and nothing else moves."""

import io
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from press.content import HelpLine, Logo
from press.formats import SHEETS, draft, make, preview
from tests.press.contents import LANGUAGES, TARGET, content
from tests.press.films.contents import film
from tests.press.test_formats import text_of
from tests.press.test_look import sheet

NAMES = {"place_title": "Rhône", "place": (HelpLine("04 99 00 10 01", "Accueil", ""),)}
RED = (200, 0, 30)


def logo(size: tuple[int, int] = (600, 200), colour=RED) -> Logo:
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(picture).rectangle((0, 0, *size), fill=colour)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return Logo(out.getvalue(), *size, "Mairie de Lyon")


def reds(png: bytes) -> tuple[int, int, int, int] | None:
    """The box of what has the logo's colour."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    found = Image.new("L", picture.size)
    found.putdata([255 if pixel == RED else 0 for pixel in picture.get_flattened_data()])
    return found.getbbox()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["poster-a4", "leaflet", "square", "story", "banner-wide"])
@pytest.mark.parametrize("of", [sheet, content], ids=["theme", "voice"])
def test_sheet_with_a_logo_and_help_is_made_in_each_language(of, key, language):
    made = make(key, replace(of(language), logo=logo(), **NAMES), TARGET)

    assert "Mairie de Lyon" in made.alt
    assert "04 99 00 10 01 – Accueil" in made.text


@pytest.mark.parametrize("key", ["poster-a4", "square", "story", "banner-wide"])
def test_logo_is_there_and_as_wide_as_it_was(key):
    box = reds(draft(key, replace(sheet("fr"), logo=logo()), TARGET))

    assert (box[2] - box[0]) / (box[3] - box[1]) == pytest.approx(3, rel=0.08)
    assert SHEETS[key].has_room_for_logo


@pytest.mark.parametrize("key", ["banner-mobile", "banner-leaderboard", "banner-rectangle"])
def test_small_banner_has_no_room_for_a_logo(key):
    assert reds(draft(key, replace(sheet("fr"), logo=logo()), TARGET)) is None
    assert not SHEETS[key].has_room_for_logo


@pytest.mark.parametrize("size", [(2000, 200), (200, 2000), (400, 400)], ids=["wide", "tall", "square"])
def test_logo_of_any_shape_stays_within_its_bounds(size):
    """At 72 to the inch, a millimetre is 2.83 pixels: the plate is at most 75 by 19 mm."""
    box = reds(draft("poster-a4", replace(sheet("fr"), logo=logo(size)), TARGET))

    assert box[2] - box[0] <= 75 * 2.84
    assert box[3] - box[1] <= 19 * 2.84


def test_logo_stands_on_white_whatever_the_ground():
    picture = Image.open(io.BytesIO(draft("poster-a4", replace(content("fr"), logo=logo()), TARGET))).convert("RGB")
    box = reds(draft("poster-a4", replace(content("fr"), logo=logo()), TARGET))

    around = [(box[0] - 4, box[1] - 4), (box[2] + 4, box[1] - 4), (box[0] - 4, box[3] + 4), (box[2] + 4, box[3] + 4)]
    assert {picture.getpixel(corner) for corner in around} == {(255, 255, 255)}


def test_help_of_the_place_is_on_the_leaflet_and_not_on_the_poster_of_a_theme():
    texts = {
        key: "".join(
            page.get_textpage().get_text_range()
            for page in pypdfium2.PdfDocument(make(key, replace(sheet("fr"), **NAMES), TARGET).data)
        )
        for key in ("leaflet", "poster-a4")
    }

    assert "04 99 00 10 01" in texts["leaflet"]
    assert "04 99 00 10 01" not in texts["poster-a4"]


def test_preview_is_a_picture_of_the_first_page():
    picture = Image.open(io.BytesIO(preview("leaflet", replace(sheet("fr"), logo=logo()), TARGET, "ESSAI")))

    assert picture.format == "PNG"
    assert picture.height > picture.width


def test_card_without_room_for_the_message_does_not_ask_to_leave_it_unsent():
    content = replace(film("message"), act="Connaître la loi", call="Ne l’envoyez pas !")

    assert "Ne l’envoyez pas !" in make("table", content, TARGET).text
    with_logo = make("table", replace(content, logo=logo()), TARGET).text
    assert "Connaître la loi" in with_logo
    assert "Ne l’envoyez pas !" not in with_logo


@pytest.mark.parametrize("key", ["poster-a4", "leaflet", "table"])
def test_sheet_says_what_its_code_brings_where_its_call_asks_for_something_else(key):
    content = replace(film("message"), act="Connaître la loi", call="Ne l’envoyez pas.")

    asking, plain = make(key, content, TARGET), make(key, replace(content, call="Connaître la loi"), TARGET)

    for made in (asking, plain):
        assert (text_of(made.data).count("Connaître la loi") > 0, "Connaître la loi" in made.text) == (True, True)
    assert plain.text.count("Connaître la loi") == 1
