"""What is kept of the site's pages, for whom, and what it is answered with."""

import gzip

import brotli
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.serving.page_cache.visits import cached, committed


def test_page_is_rendered_once_and_then_costs_no_query(visitor):
    first = visitor.get("/fr/")

    with CaptureQueriesContext(connection) as queries:
        second = visitor.get("/fr/")

    assert (first.status, first.headers, first.body) == (second.status, second.headers, second.body)
    assert len(queries) == 0
    assert visitor.site.application.asked == ["/fr/"]
    assert "<html" in first.text


def test_page_carries_the_headers_that_django_gave_it(visitor, client):
    kept = visitor.get("/fr/")

    rendered = client.get("/fr/")

    written_anew = {"content-length", "vary", "etag"}
    given = {name.lower(): value for name, value in rendered.items() if name.lower() not in written_anew}
    assert {name.lower(): value for name, value in kept.headers if name.lower() not in written_anew} == given
    assert kept["Cache-Control"] == "private, no-cache"
    assert kept["Vary"] == "Accept-Encoding"
    assert kept["Content-Length"] == str(len(kept.body))
    assert kept.body == rendered.content


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip", "gzip", gzip.decompress),
        ("gzip, br", "br", brotli.decompress),
        ("br;q=0.1, *", "gzip", gzip.decompress),
    ],
)
def test_page_is_ready_in_every_encoding(visitor, accepted, encoding, unpack):
    plain = visitor.get("/fr/")

    packed = visitor.get("/fr/", ACCEPT_ENCODING=accepted)

    assert packed["Content-Encoding"] == encoding
    assert packed["Content-Length"] == str(len(packed.body))
    assert unpack(packed.body) == plain.body
    assert packed["ETag"] != plain["ETag"]
    assert "Content-Encoding" not in plain


def test_page_that_the_browser_has_is_not_sent_again(visitor):
    first = visitor.get("/fr/", ACCEPT_ENCODING="br")

    again = visitor.get("/fr/", ACCEPT_ENCODING="br", IF_NONE_MATCH=f'"other", W/{first["ETag"]}')
    other = visitor.get("/fr/", ACCEPT_ENCODING="gzip", IF_NONE_MATCH=first["ETag"])

    assert (again.status, again.body) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == "private, no-cache"
    assert "Content-Length" not in again
    assert "Content-Encoding" not in again
    assert other.status == 200


def test_head_has_the_headers_alone(visitor):
    asked = visitor.get("/fr/", method="HEAD")

    got = visitor.get("/fr/")

    assert (asked.status, asked.headers, asked.body) == (200, got.headers, b"")
    assert got.body
    assert len(visitor.site.application.asked) == 1


def test_protected_page_is_rendered_once_and_leaves_no_trace(visitor, home):
    factories.standard_page(home, slug="aide", zone="protected")

    answers = [visitor.get("/fr/aide/", ACCEPT_ENCODING="br", IF_NONE_MATCH="*") for _ in range(2)]

    assert visitor.site.application.asked == ["/fr/aide/"]
    for answer in answers:
        assert answer.status == 200
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Content-Encoding"] == "br"
        assert "ETag" not in answer


@pytest.mark.parametrize("headers", [{"COOKIE": "a=b; sessionid=x"}, {"AUTHORIZATION": "Basic x"}])
def test_who_says_who_it_is_goes_straight_through(visitor, headers):
    visitor.get("/fr/")

    for _ in range(2):
        visitor.get("/fr/", **headers)

    assert len(visitor.site.application.asked) == 3


def test_other_cookies_and_languages_get_the_same_page_and_leave_nothing_in_it(visitor):
    first = visitor.get("/fr/", COOKIE="django_language=ar; xsessionid=1", ACCEPT_LANGUAGE="ar", USER_AGENT="canary")

    second = visitor.get("/fr/", ACCEPT_LANGUAGE="en")

    assert first.body == second.body
    assert "canary" not in first.text
    assert '<html lang="fr"' in first.text
    assert visitor.site.application.asked == ["/fr/"]


def test_page_that_is_kept_is_rendered_for_nobody(visitor, home, monkeypatch):
    seen = []
    serve = type(home).serve

    def spying(self, request, *args, **kwargs):
        response = serve(self, request, *args, **kwargs)
        sent = {name for name in request.META if name.startswith("HTTP_")}
        seen.append((sent, request.COOKIES, dict(request.headers), request.META["REMOTE_ADDR"]))
        return response

    monkeypatch.setattr(type(home), "serve", spying)

    visitor.get("/fr/", COOKIE="a=b", USER_AGENT="canary", ACCEPT_LANGUAGE="ar", X_FORWARDED_FOR="192.0.2.9")

    assert seen == [({"HTTP_HOST"}, {}, {"Host": "localhost"}, "")]


@pytest.mark.parametrize("query", ["?utm_source=x&gclid=1", "?a=" + "x" * 5000, "?%ff=%00&&;=", "?"])
def test_parameters_that_a_page_does_not_declare_are_dropped(visitor, query):
    plain = visitor.get("/fr/")

    for _ in range(2):
        assert visitor.get("/fr/" + query).body == plain.body

    # Once without and once to learn what the page declares.
    assert len(visitor.site.application.asked) <= 2


def test_parameters_that_a_page_declares_make_pages_of_their_own(visitor, home, monkeypatch):
    seen = []
    page_type = type(factories.standard_page(home, slug="liste"))
    monkeypatch.setattr(page_type, "query_parameters", frozenset({"p"}))
    serve = page_type.serve

    def spying(self, request, *args, **kwargs):
        response = serve(self, request, *args, **kwargs)
        seen.append((request.META["QUERY_STRING"], dict(request.GET)))
        return response

    monkeypatch.setattr(page_type, "serve", spying)

    for query in ("?p=1&x=2", "?x=3&p=1", "?p=2", "", "?x=1"):
        visitor.get(f"/fr/liste/{query}")

    assert seen == [("p=1", {"p": ["1"]}), ("p=2", {"p": ["2"]}), ("", {})]


@pytest.mark.usefixtures("search_index")
def test_search_is_never_kept(visitor, home):
    factories.search_page(home)
    factories.standard_page(factories.standard_page(home), slug="autre", title="Un mot rare")

    found = visitor.get("/fr/recherche/?q=rare")
    nothing = visitor.get("/fr/recherche/?q=absent")

    assert "Un mot rare" in found.text
    assert "Un mot rare" not in nothing.text
    assert len(visitor.site.store) == 0


@pytest.mark.parametrize("path", ["/", "/healthz", "/robots.txt", "/fr", "/xx/", "/fr/?x=1\n"])
def test_what_is_no_page_is_asked_of_django_each_time(visitor, path):
    visitor.get("/fr/?x=1")
    before = len(visitor.site.application.asked)

    answers = [visitor.get(path.strip().removesuffix("?x=1") if "\n" in path else path) for _ in range(2)]

    if "\n" in path:
        assert len(visitor.site.application.asked) == before
    else:
        assert len(visitor.site.application.asked) == before + 2
        assert answers[0].status == answers[1].status


def test_page_behind_a_password_is_not_kept(visitor, home):
    from wagtail.models import PageViewRestriction

    page = factories.standard_page(home, slug="interne")
    visitor.get("/fr/interne/")

    with committed():
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="secret")
    answers = [visitor.get("/fr/interne/") for _ in range(2)]

    assert [answer.headers for answer in answers if "ETag" in answer] == []
    assert "secret" not in answers[0].text
    assert len(visitor.site.store) == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Set-Cookie", "a=b"),
        ("Vary", "Accept-Encoding, Cookie"),
        ("Vary", "*"),
        ("Content-Security-Policy", "script-src 'nonce-abc'"),
        ("Content-Type", "application/json"),
    ],
)
def test_answer_that_is_good_for_one_visitor_is_not_kept(tmp_path, home, name, value, monkeypatch):
    visitor = cached(tmp_path)
    page_type = type(home)
    serve = page_type.serve

    def adding(self, request, *args, **kwargs):
        response = serve(self, request, *args, **kwargs)
        response.headers[name] = value
        return response

    monkeypatch.setattr(page_type, "serve", adding)

    answers = [visitor.get("/fr/") for _ in range(2)]

    assert [answer[name] for answer in answers] == [value, value]
    assert visitor.site.application.asked == ["/fr/", "/fr/"]
    assert len(visitor.site.store) == 0


def test_scheme_and_host_are_kept_apart(tmp_path, home, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    visitor = cached(tmp_path)

    for headers in (
        {},
        {"X_FORWARDED_PROTO": "https"},
        {"X_FORWARDED_PROTO": "http"},
        {"HOST": "127.0.0.1"},
        {"HOST": "127.0.0.1"},
    ):
        visitor.get("/fr/", **headers)

    assert len(visitor.site.application.asked) == 3


def test_proxy_is_not_believed_unless_the_operator_says_so(tmp_path, home, settings):
    settings.SECURE_PROXY_SSL_HEADER = None
    visitor = cached(tmp_path)

    visitor.get("/fr/", X_FORWARDED_PROTO="https")
    visitor.get("/fr/")

    assert len(visitor.site.application.asked) == 1


def test_host_that_is_not_allowed_gets_nothing_that_is_kept(visitor):
    visitor.get("/fr/")

    assert visitor.get("/fr/", HOST="evil.example.com").status == 400


def test_cache_of_no_size_keeps_nothing(tmp_path, home, settings):
    settings.PAGE_CACHE_MB = 0
    visitor = cached(tmp_path)

    answers = [visitor.get("/fr/") for _ in range(2)]

    assert visitor.site.application.asked == ["/fr/", "/fr/"]
    assert [answer["Cache-Control"] for answer in answers] == ["private, no-cache"] * 2
    assert all("ETag" not in answer for answer in answers)


def test_operator_may_let_a_cache_in_front_keep_open_pages(tmp_path, home, settings, client):
    settings.SHARED_HTML_SECONDS = 30
    factories.standard_page(home, slug="aide", zone="protected")
    factories.search_page(home)
    visitor = cached(tmp_path)

    told = [visitor.get(path)["Cache-Control"] for path in ("/fr/", "/fr/aide/", "/fr/recherche/?q=x")]
    signed_in = visitor.get("/fr/", COOKIE="sessionid=x")["Cache-Control"]

    assert told == ["public, max-age=0, s-maxage=30", "no-store", "private, no-cache"]
    assert signed_in == "private, no-cache"
