"""One search over all that the team keeps: what is found, and by whom."""

import pytest
from django.urls import reverse

from campaigns.plan.models import Channel, Partner, Placement
from core.editor.search.sources import Asked
from tests import factories
from tests.plan.sheets.printed import link

pytestmark = pytest.mark.usefixtures("in_english")


def titles(client, text: str) -> dict[str, list[str]]:
    response = client.get(reverse("admin_search"), {"q": text})
    assert response.status_code == 200
    return {str(one.label): [found.title for found in one.found] for one in response.context["sections"]}


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1500", "1500"),
        ("1 500 €", "1500"),
        ("1\u202f500\u00a0€", "1500"),
        ("€1,500", "1500"),
        ("1.500 euros", "1500"),
        ("3,5 %", "3.5"),
        ("40 000", "40000"),
        ("85 %", "85"),
        ("3919", "3919"),
        ("loi 2016-444", ""),
        ("acheteurs", ""),
        ("", ""),
        ("1 500 or 3 750 €", ""),
    ],
)
def test_number_is_read_as_people_write_it(typed, number):
    assert Asked(typed).number == number


@pytest.mark.parametrize("typed", ["1500", "1 500 €", "€1,500"])
def test_fact_is_found_by_its_amount_with_where_it_is_shown(admin_client, home, reference_index, typed):
    fact = factories.fact(name="Amende", value="1500", unit="euro")
    body = [factories.block("fact_card", fact=fact.pk)]
    factories.standard_page(home, title="La loi", body=body)

    response = admin_client.get(reverse("admin_search"), {"q": typed})

    (section,) = [one for one in response.context["sections"] if one.label == "Facts"]
    assert [(one.title, one.about) for one in section.found] == [("Amende", "€1,500 · public")]
    assert "shown in 1 place" in response.content.decode()


def test_number_that_is_typed_is_found_in_its_sentence(admin_client, home):
    text = factories.block("text", text="<p>Une amende de 1 500 euros.</p>")
    factories.standard_page(home, title="Tapé", body=[text])

    assert titles(admin_client, "1 500 €").get("Typed in texts") == ["Tapé"]


def test_helpline_is_found_by_its_number_without_spaces(admin_client):
    factories.helpline("Victimes", ("public",), number="116 006")

    assert list(titles(admin_client, "116006")) == ["Helplines"]


def test_campaign_code_and_partner_are_found(admin_client):
    campaign = factories.campaign(name="Acheteurs 2027")
    one = link(campaign)
    Partner.objects.create(name="Mairie de Lyon", email="relais@lyon.example")

    assert titles(admin_client, "acheteurs 2027") == {"Campaigns": ["Acheteurs 2027"]}
    assert titles(admin_client, f"https://{one.letters}")["Links and codes"] == [one.letters]
    assert titles(admin_client, "lyon.example") == {"Partners": ["Mairie de Lyon"]}


def test_helpline_is_not_found_by_a_digit_among_words(admin_client):
    factories.helpline("Victimes", ("public",), number="116 006")

    assert titles(admin_client, "mairie 1") == {}


@pytest.mark.parametrize("typed", ["1500", "1 500 €", "€1,500", "1\u202f500", "1.500 euros"])
def test_page_is_found_by_an_amount_however_it_is_written(admin_client, home, search_index, typed):
    for slug, written in {"fr": "1\u202f500\u00a0€", "en": "€1,500", "pt": "1.500 €", "de": "1500 Euro"}.items():
        factories.standard_page(home, title=f"Amende de {written}", slug=slug)
    factories.standard_page(home, title="500 et 1 fois", slug="autre")

    assert sorted(titles(admin_client, typed)["Pages"]) == [
        "Amende de 1.500 €", "Amende de 1500 Euro", "Amende de 1\u202f500\u00a0€", "Amende de €1,500",
    ]  # fmt: skip


def test_page_is_found_by_its_words_a_draft_too(admin_client, home, search_index):
    factories.standard_page(home, title="Comprendre la loi", slug="loi", live=False)

    assert titles(admin_client, "comprendre") == {"Pages": ["Comprendre la loi"]}


@pytest.mark.parametrize("typed", ["récidive", "recidive", "RÉCIDIVES"])
def test_page_is_found_by_a_word_with_or_without_accents_and_endings(admin_client, home, search_index, typed):
    body = [factories.block("text", text="<p>En cas de récidive, c’est un délit.</p>")]
    factories.standard_page(home, title="Comprendre la loi", slug="loi", body=body)
    factories.standard_page(home, title="Rentrée", slug="autre")

    assert titles(admin_client, typed).get("Pages") == ["Comprendre la loi"]


def test_placement_is_found_by_its_name_and_opened_in_its_plan(admin_client):
    channel = Channel.objects.create(campaign=factories.campaign(name="Acheteurs"), kind="poster", name="Affiches")
    for name in ("Mairie 10", "Mairie 1", "Annexe de la mairie 1", "Gare 1"):
        Placement.objects.create(channel=channel, name=name)
    one = Placement.objects.get(name="Mairie 1")

    (section,) = admin_client.get(reverse("admin_search"), {"q": "mairie 1"}).context["sections"]

    assert [found.title for found in section.found] == ["Mairie 1", "Mairie 10", "Annexe de la mairie 1"]
    assert section.found[0].about == "Acheteurs · Affiches"
    assert section.found[0].url == f"{reverse('campaign_plan', args=[channel.campaign_id])}#placement-{one.pk}"


def test_page_is_found_by_the_first_letters_of_its_title_before_those_that_say_it(admin_client, home, search_index):
    for number in range(10):
        text = factories.block("text", text="<p>Ce que dit la loi. Ce que dit la loi.</p>")
        factories.standard_page(home, title=f"Page {number}", slug=f"page-{number}", body=[text])
    factories.standard_page(home, title="q3 Ce que dit la loi", slug="q3")

    assert titles(admin_client, "q3 Ce q")["Pages"][0] == "q3 Ce que dit la loi"
    assert titles(admin_client, "ce que dit la loi")["Pages"][0] == "q3 Ce que dit la loi"


def test_who_may_not_see_campaigns_finds_none(client, people):
    factories.campaign(name="Acheteurs 2027")
    client.force_login(people["translator"])

    assert titles(client, "acheteurs 2027") == {}


def test_nothing_and_no_words_are_said(admin_client):
    nothing = admin_client.get(reverse("admin_search"), {"q": "zzzz"}).content.decode()
    empty = admin_client.get(reverse("admin_search")).content.decode()

    assert "Nothing that you may open says “zzzz”" in nothing
    assert "This searches pages" in empty


def test_queries_do_not_grow(admin_client, home, search_index, django_assert_max_num_queries):
    for number in range(12):
        factories.fact(name=f"Amende {number}", value="1500", unit="euro")
        factories.campaign(name=f"Amende {number}")
        factories.standard_page(home, title=f"Amende {number}", slug=f"amende-{number}")
    titles(admin_client, "amende")

    with django_assert_max_num_queries(22):
        found = titles(admin_client, "amende")

    assert {label: len(some) for label, some in found.items()} == {"Facts": 8, "Pages": 8, "Campaigns": 8}


@pytest.mark.parametrize("typed", ["\x00", "'", "%", "a" * 5000, "(", "\\", "1" * 99])
def test_whatever_is_typed_is_answered(admin_client, typed):
    assert admin_client.get(reverse("admin_search"), {"q": typed}).status_code == 200


def test_side_bar_asks_it(admin_client):
    assert reverse("admin_search") in admin_client.get(reverse("wagtailadmin_home")).content.decode()


def test_all_placements_of_a_name_are_a_click_away(admin_client, home):
    channel = Channel.objects.create(campaign=factories.campaign(), kind="poster", name="Affiches")
    Placement.objects.bulk_create([Placement(channel=channel, name=f"Mairie {n}") for n in range(10)])

    response = admin_client.get(reverse("admin_search"), {"q": "mairie"})

    (section,) = [one for one in response.context["sections"] if one.label == "Placements"]
    assert section.url == f"{reverse('wagtailsnippets_plan_placement:list')}?q=mairie"
    assert section.url in response.content.decode()
