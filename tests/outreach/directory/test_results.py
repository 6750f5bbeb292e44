"""What stands first in an answer, and what is counted in it: numbers to call, places near the visitor, services of the whole country."""

import re

import pytest

from facts.models import Helpline
from tests import factories, markup
from tests.outreach.directory.listed import ask, contact, directory, entry, names

CALLS = ["tel:17", "sms:114", "tel:115", "tel:3919"]
NATIONAL = "Services nationaux, joignables par internet ou par téléphone"


@pytest.fixture(autouse=True)
def page(home):
    return directory(home)


@pytest.fixture
def lines(home):
    """Whom the visitor may call, in the team's order, beside a web site and a line that is for others."""
    for number, (title, fields) in enumerate(
        {
            "Police": {"number": "17", "kind": Helpline.Kind.EMERGENCY},
            "Urgences par SMS": {"number": "", "sms_number": "114", "kind": Helpline.Kind.EMERGENCY},
            "Une écoute": {"number": "3919", "always_open": True},
            "Un toit": {"number": "115", "kind": Helpline.Kind.INFORMATION},
            "Un site": {"number": "", "website": "https://site.example/", "kind": Helpline.Kind.INFORMATION},
        }.items()
    ):
        listens = [] if "kind" in fields else ["outreach"]
        factories.helpline(title, ("outreach",), sort_order=number, listens_to=listens, **fields)
    factories.helpline("Pour les acheteurs", ("buyers",), number="999")


def results(response) -> str:
    return (
        markup.read(response.content.decode())
        .partition('<section class="directory-results"')[2]
        .partition("</main>")[0]
    )


def said(response) -> str:
    """The sentence that a screen reader is told first."""
    sentence = re.search(r'<p role="status">(.*?)</p>', results(response), re.DOTALL)
    return " ".join(sentence[1].split())


def called(html: str) -> list[str]:
    return re.findall(r'href="((?:tel|sms):\d+)"', html)


@pytest.mark.parametrize(
    ("wanted", "has_places"),
    [
        ({"territory": "69"}, True),
        ({"territory": "69", "need": "shelter"}, False),
        ({"territory": "13"}, False),
        ({}, True),
    ],
)
def test_places_stand_between_the_numbers_for_danger_and_those_to_talk_to_where_there_are_any(
    client, lines, wanted, has_places
):
    entry("Un lieu", "69", services=["health"])
    entry("Un autre", "75")
    entry("Partout", "", website="https://partout.example/")

    html = results(ask(client, **wanted))

    assert called(html) == CALLS
    assert html.index('role="status"') < html.index('class="emergency-strip"') < html.index('class="first-calls"')
    assert html.index('class="emergency-strip"') < html.index("directory-group")
    assert (html.index("directory-group") < html.index('class="first-calls"')) == has_places
    assert "site.example" not in html


def test_each_number_has_its_name_its_hours_and_its_own_direction(client, lines):
    html = results(ask(client, territory="69"))

    assert re.findall(r"<bdi>([^<]+)</bdi></a> <span>([^<]+)</span>", html) == [
        ("17", "Police"),
        ("SMS 114", "Urgences par SMS"),
    ]
    assert re.findall(r"<bdi>([^<]+)</bdi></b> <span><span>([^<]+)</span>", html) == [
        ("115", "Un toit"),
        ("3919", "Une écoute"),
    ]
    assert re.findall(r"<small>(.*?)</small>", html) == ["Jour et nuit, tous les jours"]


def test_list_of_a_departement_at_its_short_address_begins_with_them_too(client, lines):
    contact("69", code="abc234")

    assert called(results(client.get("/fr/annuaire/abc234/"))) == CALLS


def test_site_without_helplines_promises_no_numbers(client):
    html = results(ask(client, territory="69"))

    assert "emergency-strip" not in html
    assert "first-calls" not in html
    assert said(ask(client, territory="69")) == "Aucune adresse n’est encore indiquée ici."


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({"territory": "69"}, "2 adresses trouvées"),
        ({"territory": "69", "need": "health"}, "1 adresse trouvée"),
        ({"territory": "48"}, "Aucune adresse n’est encore indiquée ici."),
        ({"territory": "69", "language": "ro"}, "Rien ici ne répond à tout ce que vous avez choisi."),
        ({}, "3 adresses trouvées"),
        ({"language": "ro"}, "Rien ici ne répond à tout ce que vous avez choisi."),
    ],
)
def test_places_alone_are_counted(client, wanted, sentence):
    entry("Santé", "69", services=["health"], languages=["fr"])
    entry("Écoute", "69", languages=["fr"])
    entry("Ailleurs", "75")
    for number in range(4):
        entry(f"Partout {number}", "", languages=["ro"] if number else [])

    assert said(ask(client, **wanted)).split(" Les services")[0] == sentence


def test_services_of_the_whole_country_stand_under_a_heading_that_says_how_they_are_reached(client):
    entry("Un lieu", "69")
    entry("Partout", "")

    full, empty = ask(client, territory="69"), ask(client, territory="48", need="shelter")

    assert [re.findall(r"<h3>(.*?)</h3>", results(one)) for one in (full, empty)] == [
        ['<bdi lang="fr">Rhône</bdi>', NATIONAL],
        [NATIONAL],
    ]
    assert names(empty) == [("", ["Partout"])]


@pytest.mark.parametrize(
    ("others", "is_said"),
    [([], True), ([["minors"]], True), ([[]], False), ([["women", "minors"]], False), ([["women"]], False)],
)
def test_places_for_minors_alone_are_said_to_be_for_no_adult(client, others, is_said):
    entry("Pour les mineurs", "33", welcomes=["minors"])
    for welcomes in others:
        entry("Un autre", "33", welcomes=welcomes)
    entry("Ailleurs", "75")
    entry("Partout", "")

    html = results(ask(client, territory="33"))

    assert ("il n’y a encore rien ici pour les adultes" in html) is is_said


def test_whoever_finds_places_for_minors_alone_is_led_to_the_others(client):
    entry("Pour les mineurs", "33", services=["shelter"], welcomes=["minors"])
    entry("Santé", "33", services=["health"])

    html = results(ask(client, territory="33", need="shelter"))

    assert "il n’y a encore rien ici pour les adultes" in html
    assert "voir les 2 adresses" in html


@pytest.mark.parametrize(("territory", "is_told"), [("13", True), ("974", True), ("987", False), ("975", False)])
def test_numbers_of_the_country_are_promised_in_its_departements_alone(client, lines, territory, is_told):
    response = ask(client, territory=territory)

    assert ("aident dans toute la France" in said(response)) is is_told
    assert ("Personne n’a confirmé qu’ils répondent ici." in response.content.decode()) is not is_told
