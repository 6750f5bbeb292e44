"""A theme is seen on paper and on screens while it is made, as it is written in the form."""

import io
import re

import pytest
from PIL import Image

from tests import factories
from themes.models import Theme
from themes.samples import STATEMENTS


@pytest.fixture
def theme(db) -> Theme:
    return factories.first_live(
        Theme.objects.create(name="La porte", drawing="door", face="system", ground="#ffffff", live=False)
    )


def shown(client, theme: Theme) -> list[str]:
    client.post(f"/admin/snippets/themes/theme/preview/{theme.pk}/", fields(theme))
    html = client.get(f"/admin/snippets/themes/theme/preview/{theme.pk}/").content.decode()
    return re.findall(r'src="(/admin/themes/samples/[^"]+)"', html)


def fields(theme: Theme) -> dict:
    colours = ("ground", "ink", "accent", "night_ground", "night_ink", "night_accent")
    fields = {name: getattr(theme, name) for name in ("name", "face", "drawing", "motion", *colours)}
    return fields | {"picture_words-count": "0"}


def test_preview_shows_each_sheet_in_three_scripts_in_the_colours_of_the_draft(admin_client, theme):
    theme.ground = "#ffeecc"

    addresses = shown(admin_client, theme)

    assert len(addresses) == 3 * len(STATEMENTS)
    picture = Image.open(io.BytesIO(admin_client.get(addresses[4]).content)).convert("RGB")
    assert picture.size == (1080, 1920)
    assert picture.getpixel((4, 4)) == (0xFF, 0xEE, 0xCC)


@pytest.mark.parametrize("drawing", ["message", "door", "gift", ""])
def test_every_object_is_shown_in_every_script(admin_client, theme, drawing):
    theme.drawing = drawing

    assert {admin_client.get(address).status_code for address in shown(admin_client, theme)} == {200}


@pytest.mark.parametrize(
    "name",
    [
        f"{'f' * 36}-poster-anvil/story/fr",
        f"{'f' * 36}-comic-door/story/fr",
        f"{'f' * 35}-poster-door/story/fr",
        f"{'f' * 36}-poster-door/leaflet/fr",
        f"{'f' * 36}-poster-door/story/xx",
    ],
)
def test_address_of_no_sample_leads_nowhere(admin_client, name):
    assert admin_client.get(f"/admin/themes/samples/{name}.png").status_code == 404


def test_samples_are_the_team_s_alone(client, db):
    assert client.get(f"/admin/themes/samples/{'f' * 36}-poster-door/story/fr.png").status_code == 302


def test_new_theme_begins_with_the_colours_of_a_voice(admin_client):
    html = admin_client.get("/admin/snippets/themes/theme/add/").content.decode()
    begun = admin_client.get("/admin/snippets/themes/theme/add/?voice=outreach").content.decode()

    assert 'href="?voice=outreach"' in html
    values = {
        name: re.search(rf'name="{name}" value="([^"]+)"', begun)[1] for name in ("ground", "night_ground", "ink")
    }
    assert values == {"ground": "#f8f2e7", "night_ground": "#0e1b1a", "ink": "#102b2a"}
