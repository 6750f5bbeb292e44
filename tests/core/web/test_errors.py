"""Errors, in the visitor's language, with a way on."""

import errno

import pytest
import redis
from django.db import InterfaceError, OperationalError, connection
from django.test import RequestFactory

from core.web import unavailable
from core.web.views import server_error
from serving import faults
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


AWAY = [
    (OperationalError("the connection is closed"), faults.DATABASE),
    (OperationalError("database is locked"), faults.DATABASE),
    (InterfaceError("connection already closed"), faults.DATABASE),
    (OperationalError("database or disk is full"), faults.FULL),
    (OSError(errno.ENOSPC, "No space left on device"), faults.FULL),
    (OSError(errno.EROFS, "Read-only file system"), faults.STORAGE),
    (redis.ConnectionError("refused"), faults.REDIS),
]


@pytest.fixture
def failing(client, home, monkeypatch):
    """A client for which whatever is asked of the site fails as given."""
    client.raise_request_exception = False
    monkeypatch.setattr(unavailable, "_said", {})

    def fail(error: Exception):
        def broken(*args, **kwargs):
            raise error

        monkeypatch.setattr("core.navigation.routing.Frame.of", broken)
        monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", broken)
        return client

    return fail


@pytest.mark.parametrize(("error", "what"), AWAY, ids=lambda value: str(value))
def test_what_is_away_is_told_to_visitors_and_team_without_a_trace(failing, error, what, caplog):
    client = failing(error)
    client.cookies["sessionid"] = "x" * 32

    public, again, team = client.get("/ar/x/"), client.get("/ar/x/"), client.post("/admin/pages/1/edit/")

    assert faults.cause(error) == what
    assert [one.status_code for one in (public, again, team)] == [503, 503, 503]
    assert {(one["Retry-After"], one["Cache-Control"]) for one in (public, team)} == {("30", "no-store")}
    assert '<html lang="ar" dir="rtl">' in public.content.decode()
    assert 'href="tel:112"' in public.content.decode()
    assert str(error) not in public.content.decode() + team.content.decode()
    said = [record for record in caplog.records if record.levelname == "ERROR"]
    assert [(record.name, "/ar/x/" in record.getMessage(), record.exc_info) for record in said] == [
        ("core.web.unavailable", False, None)
    ], "once, without the address and without a trace"


def test_script_of_the_team_is_answered_in_json(failing):
    response = failing(OperationalError("gone")).get("/fr/x/", headers={"accept": "application/json"})

    assert (response.status_code, list(response.json())) == (503, ["error"])


@pytest.mark.parametrize(
    "error", [OperationalError("no such table: x"), RuntimeError("a bug"), FileNotFoundError(2, "x")]
)
def test_fault_of_the_program_is_none_of_these(failing, error):
    assert faults.cause(error) == ""
    assert failing(error).get("/fr/x/").status_code == 500


@pytest.mark.parametrize("path", ["/%00", "/fr/%00/", "/s/%00", "/documents/1/%00", "/media/%00", "/calendar/%00.ics"])
def test_address_with_a_nul_is_not_found(client, home, path):
    response = client.get(path)

    assert (response.status_code, response.content) == (404, b"404")
