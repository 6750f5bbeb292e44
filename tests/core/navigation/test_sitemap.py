"""The sitemap in parts; what it lists stands in tests/core/words/test_languages.py."""

from xml.etree import ElementTree

import pytest

from core.navigation import sitemap
from tests import factories

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def short(monkeypatch):
    """Three pages in a part."""
    monkeypatch.setattr(sitemap, "IN_A_PART", 3)


def locations(client, address: str) -> list[str]:
    root = ElementTree.fromstring(client.get(address).content)
    return [one.text for one in root.iterfind("*/s:loc", NAMES)]


def test_long_sitemap_is_an_index_of_parts_that_list_each_page_once(client, home, short):
    made = [factories.standard_page(home, slug=f"page-{number}") for number in range(6)]

    parts = locations(client, "/sitemap.xml")

    assert parts == [f"http://localhost/sitemap.xml?p={number}" for number in (1, 2, 3)]
    listed = [one for part in parts for one in locations(client, part.removeprefix("http://localhost"))]
    assert listed == ["http://localhost/fr/", *(page.full_url for page in made)]


def test_short_sitemap_is_one_file(client, home, short):
    factories.standard_page(home)
    factories.standard_page(home)

    assert len(locations(client, "/sitemap.xml")) == 3
    assert locations(client, "/sitemap.xml?p=1") == locations(client, "/sitemap.xml")


@pytest.mark.parametrize("asked", ["0", "2", "x", "-1", "1.5", "²"])
def test_part_that_does_not_exist_is_not_found(client, home, asked):
    assert client.get("/sitemap.xml", {"p": asked}).status_code == 404


def test_page_whose_versions_lie_in_other_parts_names_them(client, home, english_home, translate, short):
    for number in range(3):
        factories.standard_page(home, slug=f"page-{number}")
    translate(factories.standard_page(home, slug="la-loi"), english_home.locale)

    root = ElementTree.fromstring(client.get("/sitemap.xml?p=2").content)

    (url,) = [one for one in root.iterfind("s:url", NAMES) if one.find("s:loc", NAMES).text.endswith("/fr/la-loi/")]
    assert {link.get("href") for link in url.iterfind("x:link", NAMES)} == {
        "http://localhost/fr/la-loi/",
        "http://localhost/en/la-loi/",
    }


def test_sitemap_takes_as_many_queries_for_three_pages_as_for_one(client, home, django_assert_num_queries):
    factories.standard_page(home)
    client.get("/sitemap.xml")
    with django_assert_num_queries(6):
        client.get("/sitemap.xml")
    factories.standard_page(home)
    factories.standard_page(home)

    with django_assert_num_queries(6):
        client.get("/sitemap.xml")


def test_sitemap_is_not_found_by_search_engines_itself(client, home):
    assert client.get("/sitemap.xml")["X-Robots-Tag"].startswith("noindex")
