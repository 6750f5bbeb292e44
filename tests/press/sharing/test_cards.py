"""The card of a page: what it shows and what it weighs."""

import io

import pytest
from PIL import Image

from press.content import PressError
from press.sharing.cards import card
from tests.press.contents import LANGUAGES, content
from tests.press.test_pictures import SCRIPT, claiming

HEAVIEST = 300_000


def noise() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((2000, 1500), 120).convert("RGB").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_card_is_a_light_picture_of_1200_by_630(language):
    made = card(content(language))

    with Image.open(io.BytesIO(made.data)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
    assert (made.width, made.height, made.media_type) == (1200, 630, "image/png")
    assert len(made.data) < HEAVIEST
    assert content(language).statement.rstrip(".") in made.alt


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_picture_stands_beside_the_words_and_weighs_little(language):
    made = card(content(language), noise())

    with Image.open(io.BytesIO(made.data)) as image:
        assert (image.format, image.size) == ("JPEG", (1200, 630))
        beside, words = image.getpixel((1190, 5)), image.getpixel((10, 5))
    ground = (13, 14, 17)
    assert (words if language == "fr" else beside) == pytest.approx(ground, abs=8)
    assert len(made.data) < HEAVIEST


@pytest.mark.parametrize("bad", [SCRIPT, claiming(10_000, 10_000), b""])
def test_card_with_a_picture_that_cannot_be_used_is_refused(bad):
    with pytest.raises(PressError):
        card(content(), bad)


def test_card_without_a_statement_says_the_site_s_name():
    assert card(content(statement="", notice="")).alt.endswith(content().site)


def test_same_words_and_picture_give_the_same_bytes():
    beside = noise()

    assert card(content("ar"), beside) == card(content("ar"), beside)
    assert card(content("ar")) == card(content("ar"))
