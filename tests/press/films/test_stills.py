"""The pictures of films: in the theme's colours, of their size, and moving where the storyboard says so."""

import io

import pytest
from PIL import Image

from press.films.formats import FILMS
from press.films.stills import stills
from press.films.storyboards import shots
from tests.press.contents import TARGET
from tests.press.films.contents import film


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def colour(written: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(written.removeprefix("#")))


@pytest.mark.parametrize("language", ["fr", "ar", "zh-hans"])
@pytest.mark.parametrize("key", ["film-9x16-6", "film-1x1-6", "film-16x9-6"])
def test_scenes_are_drawn_in_the_colours_of_the_theme(key, language):
    content, form = film("message", language), FILMS[key]

    first, last = (picture(still.png()) for _shot, still in (form.scenes(content, TARGET)[place] for place in (0, -1)))

    assert first.size == last.size == (form.width, form.height)
    assert first.getpixel((4, 4)) == colour(content.look.colours["ink"])
    assert last.getpixel((4, 4)) == colour(content.look.colours["ground"])


def test_words_of_an_upright_film_lie_within_what_networks_leave_free():
    form = FILMS["film-9x16-6"]

    for _shot, still in form.scenes(film("penalty"), TARGET)[1:]:
        drawn = picture(still.png())
        ground = drawn.getpixel((4, 4))
        edges = [drawn.crop((0, 0, 1080, 220)), drawn.crop((0, 0, 118, 1248))]
        assert [edge.getcolors() for edge in edges] == [[(edge.width * edge.height, ground)] for edge in edges]
        rows = [drawn.crop((0, y, 1080, y + 1)).getcolors() for y in range(1248, 1920)]
        assert {len(colours) for colours in rows} == {1}  # bands of colour, and no word


def test_foot_of_an_upright_film_is_not_empty():
    for storyboard in ("penalty", "door", "message"):
        for _shot, still in FILMS["film-9x16-15"].scenes(film(storyboard), TARGET):
            if still.data["scene"] in ("statement", "lead", "message", "end"):
                drawn = picture(still.png())
                assert drawn.getpixel((4, 1900)) != drawn.getpixel((4, 4)), (storyboard, still.data["scene"])


def test_message_is_typed_letter_by_letter_and_its_statement_is_the_same_in_each_picture():
    content = film("message", "ar")
    found = stills(shots(content, 6), content, TARGET, **FILMS["film-1x1-6"].frame)

    typed = [still.data["typed"] for still in found if still.data["scene"] == "message"]
    assert typed[0] == ""
    assert [len(one) for one in typed] == sorted(len(one) for one in typed)
    whole = {still.data["typed"] + still.data["rest"] for still in found if still.data["scene"] == "message"}
    assert whole == {content.look.says}


def test_bar_grows_and_door_opens():
    for storyboard, part in (("penalty", "number"), ("door", "door")):
        content = film(storyboard)
        found = stills(shots(content, 15), content, TARGET, **FILMS["film-1x1-15"].frame)
        far = [still.data["progress"] for still in found if still.data["scene"] == part and not still.data.get("place")]
        assert (far[0], far[-1]) == (0, 1)
        assert far == sorted(far)


def test_stills_follow_each_other_within_the_film():
    content = film("door")
    at = [still.at for still in stills(shots(content, 20), content, TARGET, **FILMS["film-1x1-20"].frame)]

    assert at == sorted(set(at))
    assert at[0] == 0
    assert at[-1] < 20


@pytest.mark.parametrize("key", ["film-9x16-6", "film-1x1-6", "film-16x9-6"])
def test_film_of_a_campaign_without_numbers_ends_with_its_statement(key):
    content, form = film("door", facts=()), FILMS[key]

    assert picture(form.draft(content, TARGET)).size == (form.width, form.height)
