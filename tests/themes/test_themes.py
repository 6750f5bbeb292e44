"""A theme: refused without contrast, public once it is approved, one stylesheet that its address describes, on pages of its campaign."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from campaigns.plan.models import CampaignPage
from core.look.colours import contrast
from core.look.contrast import refusal
from core.look.voices import palettes
from core.publication.sign_off import SignOffError
from tests import factories
from tests.live import ROOT
from themes import stylesheet
from themes.drawings import MESSAGE
from themes.faces import Face, Motion
from themes.models import Theme
from themes.templatetags.theme_tags import display_size, unparted

AMBER = {"ground": "#ffb627", "ink": "#0d0e11", "accent": "#0d0e11"}


def theme(**fields) -> Theme:
    return Theme(**{"name": "Le message", "drawing": "message", "live": False} | fields)


@pytest.fixture
def live(db) -> Theme:
    return factories.first_live(Theme.objects.create(name="Le message", drawing="message", live=False))


@pytest.fixture
def page(home, live):
    campaign = factories.campaign(theme=live)
    return factories.campaign_page(
        factories.campaign_index(home), campaign, statement="Ne l’envoyez pas.", object_words="Bonsoir, c’est combien ?"
    )


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"ink": "#8a6a20"}, {"ink": "2.8 to 1, and 7 to 1 is needed. The nearest that can be read there is #"}),
        ({"accent": "#ffffff"}, {"accent": "1.7 to 1, and 3 to 1 is needed. The nearest that can be read there is #"}),
        ({"night_ink": "#ffb627"}, {"night_ink": "1.0 to 1"}),
        ({"ground": "#777777", "ink": "#777777"}, {"ink": "Nothing can be read on this ground"}),
        ({"ground": "yellow"}, {"ground": "A colour such as #ffb627."}),
    ],
)
def test_colours_that_cannot_be_read_are_refused_with_the_nearest(db, fields, told):
    with override("en"), pytest.raises(ValidationError) as refused:
        theme(**fields).full_clean()

    with override("en"):
        said = refused.value.message_dict
    assert said.keys() >= told.keys()
    for name, words in told.items():
        assert words in said[name][0]


def test_refusal_is_told_in_the_language_of_the_reader():
    with override("fr"):
        assert refusal("#ffffff", "#ffb627", 7).startswith("Trop proche du fond : 1")


def test_nearest_that_is_told_is_accepted(db):
    with pytest.raises(ValidationError) as refused:
        theme(ink="#8a6a20").full_clean()
    [nearest] = re.findall(r"#[0-9a-f]{6}", refused.value.message_dict["ink"][0])

    theme(ink=nearest).full_clean()


@pytest.mark.parametrize("name", ["muted", "line", "on_accent"])
def test_what_follows_from_the_colours_can_be_read(name):
    palette = theme().day
    on = palette.accent if name == "on_accent" else palette.ground

    assert contrast(getattr(palette, name), on) >= (3 if name == "line" else 7)


def test_theme_is_live_only_once_it_is_approved(db):
    made = theme()
    made.save()

    made.live = True
    with pytest.raises(SignOffError):
        made.save()


def test_stylesheet_is_what_its_address_says_and_never_grows_old(client, db):
    made = theme(night_ground="#101010", night_ink="#ffffff", night_accent="#ffb627")

    answer = client.get(made.address)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer["Cache-Control"]
    said = answer.content.decode()
    assert said == stylesheet.css(made.day, made.night, made.face)
    day, night = said.index("--ground:#ffb627;"), said.index("--ground:#101010;")
    assert day < night
    assert "fonts/poster-arabic" in said


def test_page_of_an_older_version_gets_the_stylesheet_of_today_and_keeps_it_not(client, db):
    made = theme()
    former = re.sub(r"[0-9a-f]{8}\.css$", "00000000.css", made.address)

    answer = client.get(former)

    assert former != made.address
    assert answer.content.decode() == stylesheet.css(made.day, made.night, made.face)
    assert answer["Cache-Control"] == "no-store"


def test_reader_loads_no_face_where_the_theme_has_none(client, db):
    assert b"@font-face" not in client.get(theme(face=Face.SYSTEM).address).content


@pytest.mark.parametrize(
    "name",
    [
        "x",
        "ffb627-poster-00000000",
        f"{'f' * 36}-comic-00000000",
        f"{'f' * 36}-poster-0000000",
        f"{'g' * 36}-poster-00000000",
    ],
)
def test_address_of_no_theme_leads_nowhere(client, db, name):
    assert client.get(reverse("theme", args=[name])).status_code == 404


def test_page_shows_the_theme_of_its_campaign(client, page, live):
    said = client.get(page.get_url()).content.decode()

    assert f'href="{live.address}"' in said
    assert f'class="hero campaign-statement themed {live.scope} motion-none"' in said
    assert "Bonsoir, c’est combien ?" in re.sub(r"\s|&nbsp;", " ", said)


def test_campaigns_that_run_are_listed_each_in_its_theme(client, page, live):
    white = {"night_ground": "#ffffff", "ground": "#ffffff"}
    other = factories.first_live(Theme.objects.create(name="La porte", drawing="door", live=False, **white))
    index = page.get_parent()
    factories.campaign_page(index, factories.campaign(theme=other))
    factories.campaign_page(index, factories.campaign(theme=live, ends_at=timezone.now()))

    said = client.get(index.get_url()).content.decode()

    assert [said.count(f'href="{one.address}"') for one in (live, other)] == [1, 1]
    assert [said.count(f'"campaign-card themed {one.scope}"') for one in (live, other)] == [1, 1]
    assert live.scope != other.scope
    assert all(f".{one.scope}{{" in client.get(one.address).content.decode() for one in (live, other))


def test_page_whose_object_says_nothing_shows_none(client, page):
    page.object_words = ""
    factories.go_live(page)

    said = client.get(page.get_url()).content.decode()

    assert "themed" in said
    assert 'class="shows"' not in said


def test_page_shows_nothing_of_a_theme_that_is_not_approved(client, page, live):
    live.unpublish()

    said = client.get(page.get_url()).content.decode()

    assert "themed" not in said
    assert "/theme/" not in said


def test_change_is_shown_once_it_is_approved(client, page, live):
    client.get(page.get_url())
    live.ground = live.night_ground = "#ffffff"
    live.save_revision()
    before = client.get(page.get_url()).content.decode()

    factories.go_live(live)
    after = client.get(page.get_url()).content.decode()

    assert "/theme/ffb627" in before
    assert "/theme/ffffff" in after


@pytest.mark.parametrize(
    ("statement", "file"),
    [
        ("Ne l’envoyez pas.", "poster-latin"),
        ("Не го изпращайте.", "poster-cyrillic"),
        ("لا ترسلها.", "poster-arabic"),
        ("别发送。", "/theme/letters/"),
        ("", ""),
    ],
)
def test_page_asks_for_the_face_of_its_statement_before_anything_else(live, statement, file):
    asked = live.face_file(statement)

    assert (file in asked, bool(asked)) == (True, bool(file))


def test_face_is_asked_for_once_and_not_where_there_is_none(client, page, live):
    before, _preload, after = client.get(page.url).content.decode().partition('rel="preload"')
    Theme.objects.filter(pk=live.pk).update(face=Face.SYSTEM)

    assert ("stylesheet" in before, after.count('rel="preload"')) == (False, 0)
    assert Theme.objects.get(pk=live.pk).face_file("Ne l’envoyez pas.") == ""


def test_theme_costs_a_page_no_query(client, page, django_assert_num_queries):
    served = CampaignPage.for_serving().get(pk=page.pk)

    with django_assert_num_queries(0):
        assert served.theme.name == "Le message"


def test_preview_shows_three_scripts_by_day_and_by_night(live):
    said = live.make_preview_request().content.decode()

    assert said.count(" by-day motion-") == 3
    assert said.count(" by-night motion-") == 3
    assert re.search(r'lang="ar"\s+dir="rtl"', said)


@pytest.mark.parametrize(
    ("statement", "size"),
    [
        ("Ne l’envoyez pas.", "says-short"),
        ("Не го изпращайте.", "says-medium"),  # its last word would be broken on a telephone
        ("别发送。", "says-short"),
        ("付钱换取性行为，就是违法。", "says-medium"),
        ("Payer pour un acte sexuel, c’est enfreindre la loi.", "says-medium"),
        ("Un cadeau contre un acte sexuel, c’est un achat. Il est interdit.", "says-long"),
        ("", "says-short"),
    ],
)
def test_statement_is_as_large_as_its_words_let_it(statement, size):
    assert display_size(statement) == size


@pytest.mark.parametrize(
    ("statement", "lines"),
    [
        ("Payer pour un acte sexuel, c’est enfreindre la loi.", "Payer pour un~acte sexuel, c’est enfreindre la~loi."),
        ("En janvier 2019, la plupart", "En~janvier 2019, la~plupart"),
        ("Vous êtes un ami.", "Vous êtes un ami."),  # each word has a line
        ("من المهم جداً أن تتوقف الآن عن الشراء.", "من المهم جداً أن تتوقف الآن عن الشراء."),
        ("Ne l’envoyez pas.", "Ne l’envoyez pas."),  # the two would not fit a telephone
        ("别发送。", "别发送。"),
        ("Не го пращай на никого сега", "Не~го пращай на~никого сега"),
    ],
)
def test_no_line_of_a_statement_ends_with_a_short_word(statement, lines):
    assert unparted(statement) == lines.replace("~", "\u00a0")


def test_message_shows_itself_by_the_angle_and_is_lit_for_a_friend_alone():
    shown = {angle: MESSAGE.shown("Bonsoir ?", angle) for angle in ("", "law", "harm", "norm", "help")}

    assert [angle for angle, html in shown.items() if "Bonsoir ?" in html] == ["", "law", "help"]
    assert [angle for angle, html in shown.items() if "object-send" in html and "opacity" not in html] == ["help"]
    assert [angle for angle, html in shown.items() if "object-answer" in html] == ["harm"]
    assert [angle for angle, html in shown.items() if "object-emptied" in html] == ["norm"]
    assert [angle for angle in shown if MESSAGE.shown("", angle)] == ["harm", "norm"]


def test_list_asks_for_the_campaigns_of_all_themes_at_once(admin_client):
    """Wagtail asks for the workflow of each row besides."""
    place = reverse("wagtailsnippets_themes_theme:list")

    def cost(number: int) -> int:
        while Theme.objects.count() < number:
            theme = Theme.objects.create(name=f"Thème {Theme.objects.count()}", live=False)
            factories.campaign(theme=theme)
        admin_client.get(place)
        with CaptureQueriesContext(connection) as asked:
            said = admin_client.get(place).content.decode()
        assert said.count("<circle") == 2 * number
        return sum('FROM "plan_campaign"' in query["sql"] for query in asked)

    assert (cost(1), cost(4)) == (1, 1)


def test_preview_of_a_page_shows_the_theme_that_waits_for_its_approval(admin_client, page, live):
    live.unpublish()

    said = page.make_preview_request(preview_mode="").content.decode()

    assert f"themed {live.scope}" in said
    assert "themed" not in admin_client.get(page.get_url()).content.decode()


def test_each_motion_ends_within_five_seconds_and_heeds_who_asked_for_less():
    """WCAG 2.2, 2.2.2: what moves for longer needs a way to stop it."""
    css = (ROOT / "static/css/components/themed.css").read_text()
    _before, moving = css.split("@media (prefers-reduced-motion: no-preference) {")

    for motion in set(Motion) - {Motion.NONE}:
        assert f".motion-{motion}" in moving
    played = re.findall(r"animation: \w+ ([\d.]+)s [a-z-]+(?:\(\d+\))?(?: (\d+))?;", moving)
    assert len(played) == css.count("animation:")
    assert all(float(seconds) * int(times or 1) <= 5 for seconds, times in played)


@pytest.mark.parametrize("typed", ["#FFB627", " #ffb627 ", "ffb627", "FFB627"])
def test_colour_may_be_typed(admin_client, db, typed):
    answer = admin_client.post(reverse("wagtailsnippets_themes_theme:add"), of_form(ground=typed))

    assert answer.status_code == 302, answer.context["form"].errors
    assert Theme.objects.get().ground == "#ffb627"


@pytest.mark.parametrize("typed", ["#FB2", "fb2"])
def test_colour_of_three_digits_is_taken_as_browsers_take_it(admin_client, db, typed):
    answer = admin_client.post(reverse("wagtailsnippets_themes_theme:add"), of_form(ground=typed))

    assert answer.status_code == 302, answer.context["form"].errors
    assert Theme.objects.get().ground == "#ffbb22"


def test_form_says_where_the_words_on_the_object_are_written(admin_client, live):
    campaign = factories.campaign(theme=live)

    html = admin_client.get(reverse("wagtailsnippets_themes_theme:edit", args=[live.pk])).content.decode()
    new = admin_client.get(reverse("wagtailsnippets_themes_theme:add")).content.decode()

    assert f'href="/admin/campaigns/{campaign.pk}/"' in html
    assert "/admin/campaigns/" not in new.partition("<form")[2]


def test_voice_gives_its_colours_to_the_form_and_leaves_the_rest(admin_client, db):
    html = admin_client.get(reverse("wagtailsnippets_themes_theme:add")).content.decode()

    link = re.search(r'<a\s+href="\?voice=buyers"(.*?)>', html, re.DOTALL)[1]
    by_day, by_night = palettes()["buyers"], palettes(by_night=True)["buyers"]
    assert f'data-ground="{by_day.ground}"' in link
    assert f'data-night_accent="{by_night.accent}"' in link
    assert "js/admin/start_from" in html


@pytest.mark.parametrize(
    ("fields", "about", "told"),
    [
        ({"ground": "jaune"}, "ground", "Une couleur"),
        ({"ground": "#ffb62"}, "ground", "Une couleur"),
        ({"ink": "8a6a20"}, "ink", "7 pour 1"),
    ],
)
def test_what_was_typed_is_kept_where_it_is_refused(admin_client, db, fields, about, told):
    answer = admin_client.post(reverse("wagtailsnippets_themes_theme:add"), of_form(**fields))

    form = answer.context["form"]
    assert list(form.errors) == [about]
    assert told in form.errors[about][0]
    assert fields[about] in form[about].value()
    assert not Theme.objects.exists()


def of_form(**fields) -> dict[str, str]:
    """What the form of a new theme sends."""
    colours = {f"{prefix}{name}": colour for prefix in ("", "night_") for name, colour in AMBER.items()}
    usual = {"name": "Le message", "face": "poster", "motion": "none", "picture_words-count": "0"}
    return usual | colours | fields
