"""The operator's own colours: refused without contrast or half given, served as one stylesheet, on open pages of the public alone."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Site

from campaigns.plan.sheets.words import content_of
from core.look import stylesheet
from core.look.colours import TEXT, contrast
from core.look.palette import Palette
from core.models import Operator
from core.protection.zones import Zone
from press.composition import sheets
from press.sharing.page_words import Neighbourhood
from tests import factories

DAY = {"ground": "#fffdf5", "ink": "#1b1b1b", "accent": "#7a1240"}
NIGHT = {"night_ground": "#101418", "night_ink": "#f4f4f4", "night_accent": "#ffc2dd"}


def save(client, **fields):
    site = Site.objects.get(is_default_site=True)
    said = {"name": "Opérateur", "networks-count": "0"} | fields
    return client.post(reverse("wagtailsettings:edit", args=["core", "operator", site.pk]), said)


@pytest.fixture
def operator(admin_client, home) -> Operator:
    answer = save(admin_client, **DAY, **NIGHT)
    assert answer.status_code == 302, answer.context["form"].errors
    return Operator.objects.get()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (DAY | {"ink": "#999999"}, {"ink": "il faut 7 pour 1"}),
        (DAY | {"accent": "#d6453a"}, {"accent": "7 pour 1"}),  # words of links: a button's 3 to 1 is too little
        (DAY | {"ground": "blanc"}, {"ground": "Une couleur"}),
        ({"ground": "#fffdf5"}, {"ink": ""}),  # once, at the first that is empty
        (DAY | {"night_accent": "#ffc2dd"}, {"night_ground": ""}),
        (DAY | NIGHT | {"night_ink": ""}, {"night_ink": ""}),
    ],
)
def test_colours_that_cannot_be_read_or_are_half_given_are_refused_at_their_fields(admin_client, home, fields, told):
    answer = save(admin_client, **fields)

    errors = answer.context["form"].errors
    assert set(errors) == set(told)
    for name, words in told.items():
        assert words in errors[name][0]
    assert not Operator.objects.exclude(ground="", night_ground="").exists()


def test_open_pages_link_to_one_stylesheet_that_is_kept_for_good(client, operator, home):
    html = client.get(home.url).content.decode()

    [address] = re.findall(r'href="(/colours/[^"]+\.css)"', html)
    answer = client.get(address)
    assert address == operator.colours_address
    assert html.index("site.css") < html.index(address)
    assert "immutable" in answer["Cache-Control"]
    said = answer.content.decode()
    day, night = said.split("@media (prefers-color-scheme:dark)")
    assert ":root,.voice-public{--ground:#fffdf5;" in day
    assert "--ground:#101418;" in night


def test_page_without_colours_of_the_operator_links_to_none(client, home):
    assert "/colours/" not in client.get(home.url).content.decode()


def test_colours_by_day_alone_leave_the_night_to_the_project(client, admin_client, home):
    save(admin_client, **DAY)

    said = client.get(Operator.objects.get().colours_address).content.decode()

    assert said.startswith("@layer tokens{@media not all and (prefers-color-scheme:dark){:root,")


def test_protected_pages_and_other_audiences_keep_theirs(client, operator, home):
    protected = factories.standard_page(home, zone=Zone.PROTECTED, slug="protegee")
    index = factories.campaign_index(home)
    buyers = factories.campaign_page(index, factories.campaign(audience="buyers"))

    for page in (protected, buyers):
        assert "/colours/" not in client.get(page.url).content.decode()


@pytest.mark.parametrize("name", ["x", "0-0", "fffdf51b1b1b7a124-0-00000000", f"{'f' * 18}-{'g' * 18}-00000000"])
def test_address_of_no_colours_leads_nowhere(client, db, name):
    assert client.get(reverse("operator_colours", args=[name])).status_code == 404


def test_page_of_an_older_version_gets_the_colours_of_today_and_keeps_them_not(client, operator):
    former = re.sub(r"[0-9a-f]{8}\.css$", "00000000.css", operator.colours_address)

    assert client.get(former)["Cache-Control"] == "no-store"


@pytest.mark.parametrize("ground", ["#fffdf5", "#e8eefc", "#101418"])
def test_all_that_is_written_can_be_read_on_ground_and_panel(ground):
    ink = "#1b1b1b" if ground != "#101418" else "#f4f4f4"
    made = stylesheet.for_pages(ground, ink, ink)

    pairs = [(word, on) for word in (made.ink, made.muted, made.accent) for on in (made.ground, made.panel)]
    assert min(contrast(*pair) for pair in pairs) >= TEXT
    assert contrast(made.on_accent, made.accent) >= TEXT


def test_sheets_and_cards_of_the_public_have_them_and_those_of_others_do_not(operator, home):
    index = factories.campaign_index(home)
    public, buyers = (
        factories.campaign_page(index, factories.campaign(audience=audience)) for audience in ("public", "buyers")
    )

    expected = Palette(**operator.day.as_data()).as_data()
    assert sheets.data(content_of(public))["colours"] == expected
    assert content_of(buyers).colours is None
    assert Neighbourhood().content(home).colours == expected
    assert Neighbourhood().content(factories.standard_page(home, zone=Zone.PROTECTED)).colours is None
