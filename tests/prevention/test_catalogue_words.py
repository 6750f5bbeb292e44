"""Words that are looked for inside kits: found in the language of the page, told to nobody."""

import re

import pytest
from django.db import connection
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import PlainText

from campaigns.prevention.catalogue.finding import weighed_once
from campaigns.prevention.kits.models import KitPage
from core.words.search import normalise
from tests import factories

pytestmark = pytest.mark.usefixtures("search_index")

ADDRESS = "/fr/dossiers/"


@pytest.fixture
def catalogue(home):
    return factories.catalogue(home)


def saying(words: str) -> list:
    """A session in which these words stand."""
    text = f"<p>{words}</p>"
    activity = {"title": "Lecture", "minutes": 20, "grouping": "whole", "text": text, "materials": ""}
    return [factories.block("session", title="Séance", aim="Un but.", activities=[activity])]


def copies(kit: KitPage, number: int) -> None:
    """As many more kits with the same words, without the work of saving each."""
    parent = kit.get_parent()
    shared = {"depth": kit.depth, "live": True, "locale": kit.locale, "content_type": kit.content_type}
    shared["first_published_at"] = kit.first_published_at
    pages = Page.objects.bulk_create(
        Page(
            title=kit.title,
            slug=f"copie-{one}",
            path=f"{parent.path}{one + 1000:04}",
            url_path=f"copie-{one}",
            **shared,
        )
        for one in range(number)
    )
    for page in pages:
        made = KitPage(page_ptr_id=page.pk, sessions=kit.sessions, levels=kit.levels, themes=kit.themes)
        KitPage._base_manager._insert([made], fields=KitPage._meta.local_concrete_fields, using=connection.alias)
    get_search_backend().add_bulk(KitPage, list(KitPage.objects.filter(slug__startswith="copie-")))


def found(client, words: str, address: str = ADDRESS, **filters) -> list[str]:
    return [card.entry.title for card in client.post(address, {"q": words} | filters).context["cards"]]


def test_words_inside_an_activity_find_the_kit_in_any_of_their_forms(client, catalogue):
    factories.kit(catalogue, title="A", sessions=saying("Le manteau jaune de l’élève."))
    factories.kit(catalogue, title="B", sessions=saying("Le manteau bleu."))

    assert found(client, "manteaux jaunes") == ["A"]
    assert sorted(found(client, "MANTEAU")) == ["A", "B"]
    assert found(client, "manteau rouge") == []


def test_the_kit_that_says_most_of_the_words_stands_first(client, catalogue):
    factories.kit(catalogue, title="Most", sessions=saying("Un manteau, un manteau, un manteau."))
    factories.kit(catalogue, title="Least", sessions=saying("Un manteau. " + "Bien des mots de plus. " * 40))

    assert found(client, "manteau") == ["Most", "Least"]


def test_words_and_filters_narrow_together(client, catalogue):
    factories.kit(catalogue, title="A", levels=["6e"], sessions=saying("Un manteau."))
    factories.kit(catalogue, title="B", levels=["5e"], sessions=saying("Un manteau."))

    assert found(client, "manteau", level="5e") == ["B"]
    response = client.post(ADDRESS, {"q": "manteau", "level": "lycee"})
    assert (response.context["cards"], [chip.number for chip in response.context["wider"]]) == ([], [2])


def test_all_that_hold_the_words_are_counted_and_filtered_however_many_there_are(client, catalogue):
    """The one that says least of the word is the last of all."""
    least = saying("Un manteau. " + "Bien des mots de plus. " * 40)
    factories.kit(catalogue, title="Least", levels=["lycee"], sessions=least)
    copies(factories.kit(catalogue, levels=["6e"], sessions=saying("Un manteau, un manteau.")), 204)

    response = client.post(ADDRESS, {"q": "manteau"})

    [level] = [facet for facet in response.context["facets"] if facet.group.name == "level"]
    assert response.context["kits"].paginator.count == 206
    assert {choice.value: choice.number for choice in level.choices} == {"6e": 205, "lycee": 1}
    assert found(client, "manteau", level="lycee") == ["Least"]


@pytest.mark.parametrize("words", ["", "   ", "\x00", "…", "' OR 1=1 --", '"', "x" * 5_000, "AND", "*"])
def test_words_of_any_kind_are_answered(client, catalogue, words):
    factories.kit(catalogue)

    assert client.post(ADDRESS, {"q": words}).status_code == 200


def test_unpublished_kits_and_those_of_another_language_are_not_found(client, catalogue, english_home, translate):
    hidden = factories.kit(catalogue, title="A", sessions=saying("Un manteau."))
    hidden.unpublish()
    kit = factories.kit(catalogue, title="B", sessions=saying("Un manteau."))
    translate(catalogue, english_home.locale)
    translated = translate(kit, english_home.locale)
    translated.title = "Kit in English"
    factories.go_live(translated)

    assert found(client, "manteau") == ["B"]
    assert found(client, "manteau", address="/en/dossiers/") == ["Kit in English"]


def test_words_stand_in_no_address_and_no_copy_is_kept(client, catalogue):
    factories.kit(catalogue, levels=["6e"], sessions=saying("Un manteau."))

    response = client.post(ADDRESS, {"q": "kanarivogel", "level": "6e"})

    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "strict-origin"
    assert response.cookies == {}
    page = response.content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert [link for link in re.findall(r'(?:href|action)="([^"]*)"', page) if "kanarivogel" in link] == []


def test_words_in_an_address_are_not_read(client, catalogue):
    factories.kit(catalogue, title="A")

    response = client.get(f"{ADDRESS}?q=kanarivogel")

    assert [card.entry.title for card in response.context["cards"]] == ["A"]
    assert "kanarivogel" not in response.content.decode()


def test_words_are_escaped(client, catalogue):
    factories.kit(catalogue)

    page = client.post(ADDRESS, {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in page


@pytest.mark.skipif(connection.vendor != "sqlite", reason="it is the search of SQLite that is written anew")
def test_kits_are_found_and_ordered_as_the_search_of_sqlite_does(catalogue):
    for title, words in (("A", "Un manteau."), ("B", "Un manteau, un manteau rouge."), ("C", "Un chapeau rouge.")):
        factories.kit(catalogue, title=title, sessions=saying(words))
    kits = KitPage.objects.live().order_by()

    for words in ("manteau", "manteau rouge", "rouge"):
        wanted = normalise(words, "fr")
        theirs = [kit.pk for kit in kits.search(PlainText(wanted, operator="and"))]
        assert theirs
        assert list(weighed_once(kits, wanted)) == theirs
