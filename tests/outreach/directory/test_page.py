"""The page of the directory: what it answers to whom, and what it leaves behind nowhere."""

import re

import pytest
from django.utils import timezone

from core.protection.zones import Zone
from core.text.structure import problems
from tests import factories, markup
from tests.outreach.directory.listed import ask, contact, directory, entry, names, organisation


@pytest.fixture(autouse=True)
def page(home):
    return directory(home, lead="Près de chez vous.")


def chosen_in(html: str) -> list[str]:
    """The values that the form shows as chosen, where one is."""
    return re.findall(r'<option value="([^"]+)"[^>]* selected>', html)


def test_zone_is_protected_whatever_the_editor_chose(home):
    page = directory(factories.standard_page(home), zone=Zone.OPEN)

    assert page.zone == Zone.PROTECTED


def test_form_map_and_list_are_there_before_anything_is_chosen(client):
    contact("69", code="abc234")

    response = client.get("/fr/annuaire/")

    html = markup.read(response.content.decode())
    assert response.status_code == 200
    assert html.count('href="/fr/annuaire/abc234/"') == 2
    assert html.count("<option value=") == 1 + 107 + 1 + 9 + 1
    assert "noindex" not in html


def test_page_says_that_the_form_leaves_no_address_and_that_map_and_list_do(client):
    contact("69", code="abc234")

    html = client.get("/fr/annuaire/").content.decode()

    form, places = html.split('<section class="directory-territories"')
    assert "n’apparaît pas dans l’adresse de la page" in form
    assert "votre navigateur peut la garder" in places
    assert places.index("votre navigateur peut la garder") < places.index('href="/fr/annuaire/abc234/"')


def test_answer_is_kept_by_the_browser_alone_and_says_nothing_in_its_address(client):
    contact("69")
    entry("Un lieu à Lyon", "69")

    response = ask(client, territory="69", need="", language="")

    assert response.status_code == 200
    assert names(response) == [("Rhône", ["Un lieu à Lyon"])]
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert '<meta name="robots" content="noindex">' in markup.read(response.content.decode())
    assert response.request["QUERY_STRING"] == ""


def test_address_with_a_departement_is_not_read(client):
    entry("Un lieu à Lyon", "69")

    response = client.get("/fr/annuaire/?territory=69")

    assert "found" not in response.context
    assert "Un lieu à Lyon" not in response.content.decode()


@pytest.mark.parametrize("field", ["territory", "need", "language"])
def test_what_is_not_in_the_list_is_refused_at_its_field_and_the_rest_is_kept(client, field):
    chosen = {"territory": "69", field: "x\0<b>"}

    response = ask(client, **chosen)

    html = markup.read(response.content.decode())
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert f'id="id_{field}_error"' in html
    assert "Choisissez de nouveau" in html
    assert field == "territory" or chosen_in(html) == ["69"]
    assert "<b>" not in html


@pytest.mark.parametrize("number", ["0", "-1", "x"])
def test_page_that_is_no_page_is_refused(client, number):
    assert ask(client, page=number).status_code == 422


def test_territory_answers_at_its_short_address(client):
    contact("69", code="abc234")
    entry("Un lieu à Lyon", "69")

    response = client.get("/fr/annuaire/abc234/")

    html = markup.read(response.content.decode())
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert names(response) == [("Rhône", ["Un lieu à Lyon"])]
    assert "Commission 69" in html
    assert chosen_in(html) == ["69"]


def test_entry_answers_at_its_short_address_in_whatever_case(client):
    entry("Un lieu à Lyon", "69", code="xyz789")

    for code in ("xyz789", "XYZ789"):
        response = client.get(f"/fr/annuaire/{code}/")

        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-store"
        assert response.context["entry"].entry.name == "Un lieu à Lyon"


def test_place_leads_back_to_the_list_around_it_without_saying_so_in_an_address(client):
    entry("Un lieu à Lyon", "69", code="xyz789")
    entry("Une ligne", "", code="xyz788")

    html = markup.read(client.get("/fr/annuaire/xyz789/").content.decode())
    national = client.get("/fr/annuaire/xyz788/").content.decode()

    sent = re.search(r'<form class="directory-back" action="/fr/annuaire/#results" method="post">(.*?)</form>', html)[1]
    assert re.findall(r'name="([^"]+)" value="([^"]+)"', sent) == [("territory", "69")]
    assert "Rhône" in sent
    assert '<form class="directory-back"' not in national


@pytest.mark.parametrize("made", [lambda: contact("69", code="abc234"), lambda: entry("Lyon écoute", code="abc234")])
def test_short_address_tells_a_preview_nothing_of_what_it_is(client, made):
    made()

    html = markup.read(client.get("/fr/annuaire/abc234/").content.decode())

    head = html.partition("</head>")[0]
    assert re.search(r"<title>(.*?)</title>", head)[1] == "Annuaire"
    assert re.findall(r'<meta (?:name|property)="([^"]+)"', head) == ["viewport", "color-scheme", "robots"]
    assert "canonical" not in head
    assert not {"Rhône", "Lyon", "69"} & set(re.findall(r"\w+", head))


def test_short_address_leads_to_the_same_in_each_language(client, page, english_home, translate):
    translate(page, english_home.locale)
    contact("69", code="abc234")

    html = client.get("/fr/annuaire/abc234/").content.decode()

    assert 'href="/en/annuaire/abc234/"' in html
    assert client.get("/en/annuaire/abc234/").status_code == 200


def test_withdrawn_entry_is_gone_and_its_page_leads_to_the_directory(client):
    entry("Un lieu à Lyon", code="xyz789", withdrawn_at=timezone.now())

    response = client.get("/fr/annuaire/xyz789/")

    html = response.content.decode()
    assert response.status_code == 410
    assert response.headers["Cache-Control"] == "no-store"
    assert "Un lieu à Lyon" not in html
    assert 'href="/fr/annuaire/"' in html.partition("<main")[2]


@pytest.mark.parametrize("code", ["zzzzzz", "abc23", "abc2345", "abc10l", "abc234/xyz789"])
def test_unknown_code_is_not_found(client, code):
    contact("69", code="abc234")

    assert client.get(f"/fr/annuaire/{code}/").status_code == 404


def test_draft_answers_nothing(client, page):
    contact("69", code="abc234")
    page.unpublish()

    assert client.get("/fr/annuaire/").status_code == 404
    assert client.get("/fr/annuaire/abc234/").status_code == 404


def test_demonstration_is_marked_and_what_is_real_is_not(client):
    entry("Vrai", code="aaaaaa")
    entry("Faux", code="bbbbbb", organisation=organisation(is_demonstration=True))

    assert [
        client.get(f"/fr/annuaire/{code}/").content.decode().count("demonstration-mark")
        for code in ("aaaaaa", "bbbbbb")
    ] == [0, 1]


def test_structure_of_each_answer_is_right(client):
    contact("69", code="abc234")
    entry("Un lieu", code="xyz789", languages=["ar", "pcm"], telephone="01 99 00 12 34")
    entry("Partout", "")

    answers = [
        client.get("/fr/annuaire/"),
        client.get("/fr/annuaire/abc234/"),
        client.get("/fr/annuaire/xyz789/"),
        ask(client, territory="69"),
        ask(client, territory="01", need="health"),
        ask(client, territory="x"),
    ]

    assert [problems(answer.content.decode(), "fr") for answer in answers] == [[]] * 6
