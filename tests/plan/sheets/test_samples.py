"""A theme is seen on paper and on screens while it is made, as it is written in the form."""

import io
import re

import pytest
from PIL import Image

from tests import factories
from themes.models import Theme
from themes.samples import SAID, statements


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
    fields = {name: getattr(theme, name) for name in ("name", "face", "drawing", "motion", "audience", *colours)}
    return fields | {"picture_words-count": "0"}


def test_preview_shows_each_sheet_in_three_scripts_in_the_colours_of_the_draft(admin_client, theme):
    theme.ground = "#ffeecc"

    addresses = shown(admin_client, theme)

    assert len(addresses) == 5 * 3
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
        f"{'f' * 36}-poster-anvil/buyers/story/fr",
        f"{'f' * 36}-comic-door/buyers/story/fr",
        f"{'f' * 35}-poster-door/buyers/story/fr",
        f"{'f' * 36}-poster-door/buyers/leaflet/fr",
        f"{'f' * 36}-poster-door/buyers/story/xx",
        f"{'f' * 36}-poster-door/nobody/story/fr",
        f"{'f' * 36}-poster-picture-999-/buyers/story/fr",
    ],
)
def test_address_of_no_sample_leads_nowhere(admin_client, name):
    assert admin_client.get(f"/admin/themes/samples/{name}.png").status_code == 404


def test_samples_are_the_team_s_alone(client, db):
    assert client.get(f"/admin/themes/samples/{'f' * 36}-poster-door/buyers/story/fr.png").status_code == 302


def test_new_theme_begins_with_the_colours_of_a_voice(admin_client):
    html = admin_client.get("/admin/snippets/themes/theme/add/").content.decode()
    begun = admin_client.get("/admin/snippets/themes/theme/add/?voice=outreach").content.decode()

    assert 'href="?voice=outreach"' in html
    assert '<option value="outreach" selected>' in begun
    values = {
        name: re.search(rf'name="{name}" value="([^"]+)"', begun)[1] for name in ("ground", "night_ground", "ink")
    }
    assert values == {"ground": "#f8f2e7", "night_ground": "#0e1b1a", "ink": "#102b2a"}


@pytest.mark.parametrize("audience", SAID)
def test_preview_speaks_as_to_the_audience_of_the_theme(admin_client, theme, audience):
    theme.audience = audience
    admin_client.post(f"/admin/snippets/themes/theme/preview/{theme.pk}/", fields(theme))

    html = admin_client.get(f"/admin/snippets/themes/theme/preview/{theme.pk}/").content.decode()
    html = re.sub(r"\s|&nbsp;", " ", html)

    said = statements(audience)
    assert [html.count(f"<h1>{one['statement']}</h1>") for one in said] == [2, 2, 2]  # by day and by night
    others = [one for name in SAID if name != audience for one in statements(name)]
    assert [one["statement"] for one in others if one["statement"] in html] == []
    assert f"/{audience}/slide/" in html


def test_theme_that_names_no_audience_speaks_as_its_campaign(admin_client, theme):
    factories.campaign(theme=theme, audience="outreach")

    assert "/outreach/story/" in shown(admin_client, theme)[3]


def test_every_audience_is_heard_on_sheets(admin_client, theme):
    """Each in one format of each script: all would cost four seconds."""
    for audience in SAID:
        theme.audience = audience
        assert {admin_client.get(address).status_code for address in shown(admin_client, theme)[::4]} == {200}


def test_theme_with_a_picture_is_seen_with_it(admin_client, theme, tmp_path):
    theme.drawing, theme.object_picture = "", factories.image(tmp_path, (1600, 1400), credit="Une photographe")
    picture = {"object_picture": theme.object_picture.pk, "picture_is_decorative": "on"}
    admin_client.post(f"/admin/snippets/themes/theme/preview/{theme.pk}/", fields(theme) | picture)

    html = admin_client.get(f"/admin/snippets/themes/theme/preview/{theme.pk}/").content.decode()

    addresses = re.findall(r'src="(/admin/themes/samples/[^"]+)"', html)
    assert html.count('class="shows shows-picture"') == 6
    assert all(f"-picture-{theme.object_picture.pk}-" in address for address in addresses)
    assert admin_client.get(addresses[0]).status_code == 200
