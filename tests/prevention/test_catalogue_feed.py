"""The feed of new and updated kits."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from tests import factories, markup

ADDRESS = "/fr/dossiers/atom/"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def catalogue(home):
    return factories.catalogue(home, lead="Des séances relues.")


def read(client, address: str = ADDRESS) -> ElementTree.Element:
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def told(feed: ElementTree.Element, name: str) -> list[str]:
    return [entry.findtext(f"{ATOM}{name}") for entry in feed.iter(f"{ATOM}entry")]


def test_feed_has_an_entry_for_each_version_the_newest_first(client, catalogue, home):
    made = factories.kit(catalogue, title="La loi", lead="Savoir.", levels=["3e"], themes=["law"])
    now = timezone.now().replace(microsecond=0)
    factories.kit_edition(made, note="Première version.", finished_at=now - timedelta(days=9))
    factories.kit_edition(made, note="Chiffres à jour.", finished_at=now)
    factories.kit_edition(made, note="En cours.", finished_at=None)

    feed = read(client)

    address = f"http://localhost/fr/dossiers/{made.slug}/"
    assert feed.findtext(f"{ATOM}title") == "Dossiers"
    assert told(feed, "id") == [f"{address}#version-2", f"{address}#version-1"]
    assert [link.get("href") for link in feed.iter(f"{ATOM}link")] == [
        "http://localhost/fr/dossiers/",
        "http://localhost/fr/dossiers/atom/",
        address,
        address,
    ]
    assert told(feed, "updated") == [now.isoformat(), (now - timedelta(days=9)).isoformat()]
    [newest, _first] = told(feed, "summary")
    assert newest.startswith("Savoir. Chiffres à jour. ")
    assert newest.endswith("Français.")
    assert "3e" in feed.find(f"{ATOM}entry/{ATOM}category").get("term")


def test_feed_says_in_which_languages_a_kit_is(client, catalogue, english_home, translate):
    made = factories.kit(catalogue)
    factories.kit_edition(made)
    translate(catalogue, english_home.locale)
    translate(made, english_home.locale)

    assert told(read(client), "summary")[0].endswith("English, Français.")
    assert told(read(client, "/en/dossiers/atom/"), "id") == []


def test_feed_leaves_out_what_is_not_public(client, catalogue):
    made = factories.kit(catalogue)
    factories.kit_edition(made)
    assert len(told(read(client), "id")) == 1

    made.unpublish()

    assert told(read(client), "id") == []


def test_feed_that_a_reader_has_already_is_not_sent_again(client, catalogue):
    factories.kit_edition(factories.kit(catalogue))
    first = client.get(ADDRESS)

    again = client.get(ADDRESS, headers={"If-Modified-Since": first.headers["Last-Modified"]})

    assert (again.status_code, again.content) == (304, b"")


def test_page_leads_to_its_feed(client, catalogue):
    page = markup.read(client.get("/fr/dossiers/").content.decode())

    assert '<link rel="alternate" type="application/atom+xml" href="/fr/dossiers/atom/"' in page
    assert '<a href="/fr/dossiers/atom/">' in page


def test_feed_of_a_protected_catalogue_does_not_exist(client, catalogue):
    type(catalogue).objects.filter(pk=catalogue.pk).update(zone="protected")

    assert client.get(ADDRESS).status_code == 404
    assert "atom" not in client.get("/fr/dossiers/").content.decode()


@pytest.mark.parametrize("kits", [1, 3])
def test_number_of_queries_is_the_same_for_few_and_many(client, catalogue, django_assert_num_queries, kits):
    for _number in range(kits):
        factories.kit_edition(factories.kit(catalogue))
    client.get(ADDRESS)

    with django_assert_num_queries(15):
        client.get(ADDRESS)
