"""A picture of the team's own as object of a theme: what is refused, what pages, sheets and cards show of it, and that it goes with its rights."""

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import override
from PIL import Image

from campaigns.plan.sheets.words import content_of
from core.models import CampaignImage
from core.renditions.making import make_for
from press import looks
from press.content import PressError
from press.formats import SHEETS, make
from press.sharing.cards import card
from tests import factories
from tests.plan.sheets import printed
from tests.press.contents import TARGET, content
from themes.models import Theme

LARGE = (1600, 1400)
IN_FRENCH = {"type": "words", "value": {"language": "fr", "text": "Un banc sous un réverbère"}}
IN_ARABIC = {"type": "words", "value": {"language": "ar", "text": "مقعد تحت مصباح"}}


def picture(tmp_path, size=LARGE, **fields) -> CampaignImage:
    return factories.image(tmp_path, size, **{"title": "Le banc", "credit": "Une photographe"} | fields)


def theme(shown: CampaignImage | None, **fields) -> Theme:
    usual = {"name": "Le banc", "object_picture": shown, "picture_words": [IN_FRENCH], "live": False}
    return Theme(**usual | fields)


def refused(one: Theme) -> dict[str, list[str]]:
    with override("en"), pytest.raises(ValidationError) as caught:
        one.full_clean()
    with override("en"):
        return caught.value.message_dict


@pytest.fixture
def live(tmp_path, db, reference_index) -> Theme:
    one = theme(picture(tmp_path))
    one.save()
    factories.first_live(one)
    make_for.call("themes.Theme", str(one.pk))
    return one


@pytest.fixture
def page(home, live):
    return factories.campaign_page(
        factories.campaign_index(home), factories.campaign(theme=live), statement="Un banc, une lumière."
    )


@pytest.mark.parametrize(
    ("of_picture", "told"),
    [
        ({"credit": ""}, "No rights are noted for “Le banc”: open it under Images"),
        ({"rights_until": timezone.localdate() - timedelta(days=1)}, "its rights have ended: choose another one"),
        ({"size": (1199, 1400)}, "“Le banc” has 1199 × 1400 pixels: it is printed large, and needs 1200 on both"),
        ({"size": (1600, 900)}, "“Le banc” has 1600 × 900 pixels"),
    ],
)
def test_picture_that_cannot_stand_for_a_campaign_is_refused_with_what_to_do(tmp_path, db, of_picture, told):
    said = refused(theme(picture(tmp_path, **of_picture)))

    assert list(said) == ["object_picture"]
    assert told in said["object_picture"][0]


def test_theme_has_one_object(tmp_path, db):
    said = refused(theme(picture(tmp_path), drawing="door"))

    assert said == {
        "object_picture": ["A theme has one object: take the drawing “a door that opens” away, or this picture."]
    }


@pytest.mark.parametrize(
    ("words", "is_decorative", "told"),
    [
        ([], False, "Write what it shows, in French at least, or tick that it only decorates."),
        ([IN_ARABIC], False, "Write what it shows, in French at least"),
        ([IN_FRENCH, IN_FRENCH], False, "French is there twice: keep one."),
        ([IN_FRENCH], True, "A picture that decorates says nothing: remove these words, or untick the box."),
    ],
)
def test_picture_says_what_it_shows_or_decorates(tmp_path, db, words, is_decorative, told):
    said = refused(theme(picture(tmp_path), picture_words=words, picture_is_decorative=is_decorative))

    assert list(said) == ["picture_words"]
    assert told in said["picture_words"][0]


@pytest.mark.parametrize("decorates", [True, False])
def test_picture_with_rights_and_words_is_accepted(tmp_path, db, decorates):
    one = theme(picture(tmp_path), picture_words=[] if decorates else [IN_FRENCH], picture_is_decorative=decorates)

    one.full_clean()

    assert one.picture_alt.text == ("" if decorates else "Un banc sous un réverbère")


def test_reader_hears_their_language_or_is_told_which_it_is(tmp_path, db):
    one = theme(picture(tmp_path), picture_words=[IN_FRENCH, IN_ARABIC])

    with override("ar"):
        own = one.picture_alt
    with override("es"):
        other = one.picture_alt

    assert (own.text, own.language) == ("مقعد تحت مصباح", "")
    assert (other.text, other.language) == ("Un banc sous un réverbère", "fr")


def test_page_shows_both_crops_in_both_formats_beside_its_words(client, page):
    said = client.get(page.get_url()).content.decode()

    shown = said[said.index('<figure class="shows shows-picture">') : said.index("</figure>")]
    assert re.findall(r'media="([^"]+)"\s+type="image/(\w+)"', shown) == [
        ("(min-width: 64rem)", "avif"),
        ("(min-width: 64rem)", "jpeg"),
    ]
    assert re.findall(r'width="(\d+)"\s+height="(\d+)"', shown) == 2 * [("800", "1000")] + 2 * [("1200", "675")]
    assert 'alt="Un banc sous un réverbère"' in shown
    assert "© Une photographe" in shown
    assert "h1" not in shown


def test_crops_keep_to_the_focal_point(tmp_path, db):
    """The picture is red on its left and blue on its right: whoever looks at the blue sees no red in the upright crop."""
    one = picture(tmp_path, (3000, 1400))
    halves = Image.new("RGB", (3000, 1400), "#c00000")
    halves.paste("#0000c0", (1500, 0, 3000, 1400))
    with one.file.storage.open(one.file.name, "wb") as file:
        halves.save(file, "PNG")
    one.focal_point_x, one.focal_point_y, one.focal_point_width, one.focal_point_height = 2400, 700, 10, 10
    made = make("square", replaced(theme(one)), TARGET).data

    drawn = Image.open(BytesIO(made)).convert("RGB")
    edge = [drawn.getpixel((drawn.width - 380, y)) for y in range(20, 400, 20)]  # the left of the picture

    assert all(blue > 150 and red < 60 for red, _green, blue in edge)


def replaced(one: Theme):
    return replace(content("fr"), look=looks.of_theme(one, ""))


@pytest.mark.parametrize("key", SHEETS)
def test_every_format_is_made_with_a_picture(tmp_path, db, key):
    one = theme(picture(tmp_path))
    with_picture = make(key, replaced(one), TARGET)

    assert "Un banc sous un réverbère" in with_picture.text or key.endswith("spare")
    has_room = key != "banner-mobile" and not key.endswith("spare")
    one.object_picture = None
    assert (with_picture.data != make(key, replaced(one), TARGET).data) is has_room


def test_card_of_a_shared_address_shows_it_beside_the_words(tmp_path, db):
    drawn = Image.open(BytesIO(card(replaced(theme(picture(tmp_path)))).data)).convert("RGB")

    assert drawn.getpixel((1100, 200))[1] > drawn.getpixel((1100, 200))[0]  # green, as the picture is
    assert drawn.getpixel((20, 200)) == (0xFF, 0xB6, 0x27)


def test_picture_whose_file_is_gone_is_named(tmp_path, db):
    one = theme(picture(tmp_path))
    content = replaced(one)
    one.object_picture.file.storage.delete(one.object_picture.file.name)

    with pytest.raises(PressError, match="L’image du thème a disparu"):
        make("square", content, TARGET)


def test_picture_goes_from_pages_and_sheets_with_its_rights(client, page, live, django_capture_on_commit_callbacks):
    item = printed.item(printed.link(page.campaign))
    before = client.get(page.get_url()).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        live.object_picture.withdraw(taken_down=True)

    item.refresh_from_db()
    assert "shows-picture" in before
    assert "shows-picture" not in client.get(page.get_url()).content.decode()
    assert content_of(page).look.photo is None
    assert item.stale_since is not None


def test_sheets_of_before_stay_good(tmp_path, db):
    """A theme without a picture is remembered as it was before themes could have one."""
    one = looks.of_theme(Theme(drawing="door"), "")

    assert one.shown == [one.colours, True, "door", one.svg, ""]
