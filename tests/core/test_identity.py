"""How the operator is recognised on pages, and an operator's folder over the project's look."""

import io
import re
import subprocess
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.urls import reverse
from PIL import Image
from wagtail.models import Site

from core.look.voices import palettes
from core.models import Operator
from core.protection.zones import Zone
from tests import factories
from tests.core.test_logos import CLEAR, NAVY, WHITE, drawn, saved, svg
from tests.live import ROOT
from tests.operations import small_site


def upload(data: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def save(client, **fields):
    """What the administrator's form answers."""
    site = Site.objects.get(is_default_site=True)
    said = {"name": "Opérateur", "networks-count": "0"} | fields
    return client.post(reverse("wagtailsettings:edit", args=["core", "operator", site.pk]), said)


def problems(answer) -> dict[str, list[str]]:
    return answer.context["form"].errors


@pytest.fixture
def operator(admin_client, home) -> Operator:
    networks = {
        "networks-count": "1",
        "networks-0-deleted": "",
        "networks-0-order": "0",
        "networks-0-type": "network",
        "networks-0-value-name": "Mastodon",
        "networks-0-value-address": "https://social.example.org/@op",
    }
    answer = save(
        admin_client,
        logo=upload(saved(drawn())),
        logo_dark=upload(saved(drawn(CLEAR, WHITE))),
        icon=upload(saved(drawn(size=(300, 300)))),
        block="République\nd’essai",
        footer_lines="Liberté\nÉgalité",
        **networks,
    )
    assert answer.status_code == 302, problems(answer)
    return Operator.objects.get()


def test_logo_lines_networks_and_icon_stand_on_open_pages(client, operator, home):
    html = client.get(home.url).content.decode()

    header, _main, rest = html.partition("</header>")
    assert f'src="{operator.logo.url}"' in header
    assert 'alt="Opérateur"' in header
    assert f'srcset="{operator.logo_dark.url}"' in header
    assert header.count(f'href="{operator.icon.url}"') == 2
    assert "img/icon" not in header
    assert header.index("République") < header.index("d’essai")
    assert '<a href="https://social.example.org/@op" rel="me noreferrer">Mastodon</a>' in rest
    assert rest.index("Liberté") < rest.index("Égalité") < rest.index("Opérateur")


def test_what_the_operator_wrote_once_is_read_aloud_in_the_first_language(client, operator, home):
    french, arabic = (client.get(page.url).content.decode() for page in (home, factories.home_in("ar")))

    assert 'lang="fr"' not in french.partition("<footer")[2].partition("hreflang")[0]
    for words in ("Liberté", "Opérateur"):
        assert f'<bdi lang="fr" dir="ltr">{words}</bdi>' in arabic.partition("<footer")[2]
    assert '<span class="logo-block" lang="fr" dir="ltr">' in arabic


def test_files_of_the_identity_are_pictures_for_everybody(client, operator):
    for file in (operator.logo, operator.logo_dark, operator.icon):
        answer = client.get(file.url)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert (operator.logo_width, operator.logo_height) == Image.open(operator.logo).size
    assert Image.open(operator.icon).size == (180, 180)


def test_protected_page_tells_nothing_of_the_operator(client, operator, home):
    page = factories.standard_page(home, zone=Zone.PROTECTED)

    html = client.get(page.url).content.decode()

    assert "/media/identity/" not in html
    for words in ("République", "Liberté", "Mastodon"):
        assert words not in html


def test_page_without_an_identity_has_the_site_s_own_icon_and_no_picture(client, home):
    html = client.get(home.url).content.decode()

    assert "img/icon" in html
    assert 'class="logo' not in html


def test_form_shows_each_picture_that_is_kept_on_its_ground(admin_client, operator):
    html = admin_client.get(
        reverse("wagtailsettings:edit", args=["core", "operator", operator.site_id])
    ).content.decode()

    shown = re.findall(r'<img class="kept-on-(\w+)" src="([^"]+)"', html)
    assert shown == [
        ("light", operator.logo.url),
        ("dark", operator.logo_dark.url),
        ("light", operator.icon.url),
    ]
    assert (
        len(re.findall(r'<details>.*?name="\w+-clear".*?</details>', html, re.DOTALL)) == 3
    )  # the question is opened first


def test_picture_goes_where_that_is_confirmed_and_from_there_alone(client, admin_client, operator, home):
    answer = save(admin_client, **{"logo_dark-clear": "on"})

    assert answer.status_code == 302
    kept = Operator.objects.get()
    assert (kept.logo.name, kept.logo_dark.name, kept.icon.name) == (operator.logo.name, "", operator.icon.name)
    assert f'src="{kept.logo.url}"' in client.get(home.url).content.decode()


def test_picture_is_not_replaced_and_removed_at_once(admin_client, operator):
    found = problems(save(admin_client, logo=upload(saved(drawn())), **{"logo-clear": "on"}))

    assert list(found) == ["logo"]
    assert Operator.objects.get().logo.name == operator.logo.name


@pytest.mark.parametrize(
    ("fields", "about", "words"),
    [
        ({"logo": (saved(drawn(CLEAR, WHITE)), "logo.png")}, "logo", "envoyez la version foncée"),
        ({"logo": (svg("<script>x</script>"), "logo.svg")}, "logo", "autre chose que des formes"),
        ({"logo_dark": (saved(drawn(CLEAR, NAVY)), "logo.png")}, "logo_dark", "envoyez la version blanche"),
        ({"logo_dark": (saved(drawn(NAVY, WHITE)), "logo.png")}, "logo_dark", "transparente autour des lettres"),
        ({"icon": (saved(drawn()), "icon.png")}, "icon", "à peu près aussi large que haute"),
        ({"block": "a\nb\nc\nd"}, "block", "3 lignes au plus"),
    ],
)
def test_what_cannot_be_shown_is_refused_at_its_field(admin_client, home, fields, about, words):
    fields = {name: upload(*of) if isinstance(of, tuple) else of for name, of in fields.items()}

    found = problems(save(admin_client, **fields))

    assert list(found) == [about]
    assert words in " ".join(found[about])
    assert not Operator.objects.exclude(logo="", logo_dark="", icon="", block="").exists()


def test_network_without_encryption_is_refused(admin_client, home):
    fields = {"deleted": "", "order": "0", "type": "network", "value-name": "X", "value-address": "http://example.org"}

    answer = save(
        admin_client, **{"networks-count": "1"}, **{f"networks-0-{key}": value for key, value in fields.items()}
    )

    assert list(problems(answer)) == ["networks"]


ASK = """
import django
django.setup()
from django.template.loader import render_to_string
from serving.static.stylesheet import join
from core.look.voices import palettes
print("---")
print(render_to_string("core/demonstration.html").strip())
print("--paper-0: #fffff0" in join("css/site.css"), "#fffff0" in {colour for one in palettes().values() for colour in one.as_data().values()})
print("skip" in render_to_string("core/skip_links.html"))
"""


@pytest.mark.processes  # settings are read once a process
def test_folder_of_the_operator_stands_over_the_project(tmp_path):
    environment = small_site.make(tmp_path / "var").variables()
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
    environment["THEME_DIR"] = str(ROOT / "tests/core/theme_folder")

    ran = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert ran.stdout.partition("---\n")[2].splitlines() == [
        '<p class="state">République d’essai</p>',
        "True True",
        "True",
    ], ran.stderr


def test_picture_of_the_identity_has_no_trace_of_its_author(admin_client, home):
    picture = io.BytesIO()
    drawn().convert("RGB").save(picture, "JPEG", exif=Image.Exif())

    save(admin_client, logo=upload(picture.getvalue(), "logo.jpg"))

    stored = Operator.objects.get().logo
    assert stored.name.endswith(".png")
    assert not Image.open(stored).info.get("exif")


def test_mail_is_signed_with_the_operator_s_name_and_lines(operator):
    assert render_to_string("signing_in/reset_mail.txt").rstrip().endswith("-- \nOpérateur\nLiberté\nÉgalité")


def test_good_files_are_held_while_another_field_is_refused(admin_client, home):
    refused = save(admin_client, logo=upload(saved(drawn())), icon=upload(saved(drawn()), "icon.png"))
    html = refused.content.decode()
    held = re.findall(r'<input type="hidden" name="(\w+-held)" value="([^"]+)">', html)

    assert [name for name, _value in held] == ["logo-held"]
    assert 'src="data:image/png;base64,' in html
    answer = save(admin_client, **dict(held))

    assert answer.status_code == 302, problems(answer)
    kept = Operator.objects.get()
    assert Image.open(kept.logo).size == (kept.logo_width, kept.logo_height)
    assert not kept.icon


def test_only_what_the_site_itself_held_is_taken(admin_client, home):
    refused = save(admin_client, logo=upload(saved(drawn())), block="a\nb\nc\nd").content.decode()
    held = re.search(r'name="logo-held" value="([^"]+)"', refused)[1]

    for said in ({"logo-held": f"A{held}"}, {"logo_dark-held": held}):
        assert save(admin_client, **said).status_code == 302
    assert Operator.objects.get().logo.name == Operator.objects.get().logo_dark.name == ""


def test_picture_that_is_too_large_to_be_held_is_to_be_chosen_again(admin_client, home, monkeypatch):
    monkeypatch.setattr("core.editor.kept_picture.HELD", 10)

    html = save(admin_client, logo=upload(saved(drawn())), block="a\nb\nc\nd").content.decode()

    assert "logo-held" not in html
    assert 'src="data:image/png;base64,' in html


def test_each_colour_that_can_be_judged_is_judged(admin_client, home):
    found = problems(save(admin_client, ground="#ffffff", accent="#dddddd", night_ink="#000000"))

    assert list(found) == ["ink", "accent", "night_ground"]
    assert "#" in found["accent"][0]


def test_one_colour_of_three_is_refused_once_where_the_next_is_missing(admin_client, home):
    found = problems(save(admin_client, ink="#000000"))

    assert list(found) == ["ground"]
    assert len(found["ground"]) == 1


def test_colours_that_pages_have_now_stand_pale_in_the_empty_fields(admin_client, operator):
    form = admin_client.get(reverse("wagtailsettings:edit", args=["core", "operator", operator.site_id])).context[
        "form"
    ]

    for by_night, prefix in ((False, ""), (True, "night_")):
        own = palettes(by_night=by_night)["public"]
        for name in ("ground", "ink", "accent"):
            assert f'placeholder="{getattr(own, name)}"' in str(form[prefix + name])


def test_colour_of_three_digits_is_understood(admin_client, home):
    assert save(admin_client, ground="#FFF", ink="000", accent="#004").status_code == 302

    kept = Operator.objects.get()
    assert (kept.ground, kept.ink, kept.accent) == ("#ffffff", "#000000", "#000044")


def test_icon_that_is_far_too_long_is_told_what_an_icon_is(admin_client, home):
    found = problems(save(admin_client, icon=upload(saved(Image.new("RGB", (2200, 200), "navy")), "icon.png")))

    assert "à peu près aussi large que haute" in found["icon"][0]


def test_form_shows_what_the_identity_would_make_of_a_page(admin_client, operator):
    html = admin_client.get(
        reverse("wagtailsettings:edit", args=["core", "operator", operator.site_id])
    ).content.decode()

    assert re.findall(r'data-time="(\w+)"', html) == ["day", "night"]
    assert "js/admin/identity_preview" in html
