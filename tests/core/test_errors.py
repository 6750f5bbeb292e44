"""Errors, in the visitor's language, with a way on."""

import pytest
from django.db import connection
from django.test import RequestFactory

from core.views import server_error
from tests import factories


def test_404_offers_search_and_the_doors(client, home):
    factories.search_page(home)
    factories.standard_page(home, title="Comprendre", show_in_menus=True)

    response = client.get("/fr/nulle-part/")

    html = response.content.decode()
    assert response.status_code == 404
    assert '<html lang="fr"' in html
    assert 'role="search"' in html
    assert ">Comprendre</a>" in html
    assert '<meta name="robots" content="noindex">' in html


def test_404_without_a_language_in_the_address_speaks_the_browser_s(client, home, english_home):
    response = client.get("/nowhere.html", headers={"accept-language": "en"})

    assert response.status_code == 404
    assert '<html lang="en"' in response.content.decode()


def test_404_on_a_site_without_any_home_page(client, home):
    home.unpublish()

    assert client.get("/fr/").status_code == 404


def test_500_needs_no_database(django_assert_num_queries, db):
    with django_assert_num_queries(0, connection=connection):
        response = server_error(RequestFactory().get("/ar/", headers={"accept-language": "fr"}))

    html = response.content.decode()
    assert response.status_code == 500
    assert '<html lang="ar" dir="rtl">' in html
    assert 'href="tel:112"' in html


def test_error_in_a_page_shows_the_500_page(client, home, monkeypatch):
    def broken(*args):
        raise RuntimeError("a bug")

    monkeypatch.setattr(type(home), "get_context", broken)
    client.raise_request_exception = False

    response = client.get("/fr/")

    assert response.status_code == 500
    assert "tel:17" in response.content.decode()


@pytest.mark.parametrize("path", ["/%00", "/fr/%00/", "/s/%00", "/documents/1/%00", "/media/%00", "/calendar/%00.ics"])
def test_address_with_a_nul_is_not_found(client, home, path):
    response = client.get(path)

    assert (response.status_code, response.content) == (404, b"404")
