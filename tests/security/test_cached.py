"""What one visitor sends never changes what the next one is shown, and nothing of a session is kept for others."""

import pytest

from serving.proxies import Doorstep
from tests import factories
from tests.serving.page_cache.conftest import one_connection, visitor  # noqa: F401 (fixtures)
from tests.serving.page_cache.visits import Visitor

UNKEYED = {
    "X_FORWARDED_HOST": "evil.example",
    "X_FORWARDED_PROTO": "https",
    "X_FORWARDED_SCHEME": "http",
    "X_FORWARDED_PREFIX": "/evil",
    "X_FORWARDED_FOR": "6.6.6.6",
    "X_ORIGINAL_URL": "/admin/",
    "X_REWRITE_URL": "/admin/",
    "X_HTTP_METHOD_OVERRIDE": "POST",
    "FORWARDED": "host=evil.example;proto=https",
    "ACCEPT_LANGUAGE": "ar",
    "ACCEPT": "application/json",
    "USER_AGENT": "<script>evil</script>",
    "REFERER": "https://evil.example/",
    "ORIGIN": "https://evil.example",
    "COOKIE": "django_language=ar; evil=1; csrftoken=evil",
    "X_REQUESTED_WITH": "XMLHttpRequest",
    "RANGE": "bytes=0-9",
    "IF_MODIFIED_SINCE": "Thu, 01 Jan 2099 00:00:00 GMT",
    "SEC_PURPOSE": "prefetch",
    "MAX_FORWARDS": "0",
}


@pytest.fixture
def site(visitor, home) -> Visitor:  # noqa: F811
    factories.standard_page(home, slug="page")
    factories.standard_page(home, slug="aide", zone="protected")
    factories.search_page(home)
    return Visitor(Doorstep(visitor.site))


def kept(site: Visitor):
    return site.site.application.store


@pytest.mark.parametrize("path", ["/fr/page/", "/fr/aide/"])
def test_no_header_that_is_not_in_the_key_changes_what_is_kept(site, path):
    clean = Visitor(site.site).get(path)
    kept(site).clear() if hasattr(kept(site), "clear") else None

    for name, value in UNKEYED.items():
        poisoned = site.get(path, **{name: value})
        after = site.get(path)
        assert (after.status, after.body, after.headers) == (clean.status, clean.body, clean.headers), name
        assert poisoned.body == clean.body, name


def test_poisoned_first_visit_is_answered_as_any_other(tmp_path, home):
    """The copy that is kept is the one that the attacker had made."""
    from serving.page_cache.changes.node import node
    from tests.serving.page_cache.visits import cached

    factories.standard_page(home, slug="page")
    clean = cached(tmp_path / "a", at=node()).get("/fr/page/")
    poisoned = Visitor(Doorstep(cached(tmp_path / "b", at=node()).site))

    poisoned.get("/fr/page/?utm_source=%3Cscript%3E&page=2&lang=ar", **UNKEYED)

    assert poisoned.get("/fr/page/").body == clean.body


@pytest.mark.parametrize(
    "query", ["?a=1", "?a=1&b=2", "?b=2&a=1", "?a[]=1", "?a=1;b=2", "?%00", "?a=%0d%0aSet-Cookie:x", "?" + "a" * 3000]
)
def test_query_makes_no_copies_of_its_own(site, query):
    for _time in range(3):
        site.get("/fr/page/" + query)

    assert len(kept(site)) == 1


@pytest.mark.parametrize(
    "path",
    [
        "/fr/page/x.css",
        "/fr/page/x.js",
        "/fr/page/;x.css",
        "/fr/page;x.css",
        "/fr/page/%2e%2e/x.css",
        "/fr/page/../../static/x.css",
        "/fr/page/index.html",
        "/fr/page.css",
        "/static/../fr/page/",
        "/static/..%2ffr/page/",
        "/media/../fr/page/",
        "//fr/page/",
        "/fr//page/",
        "/FR/page/",
        "/fr/page/\\x.css",
        "/fr/page/\nx.css",
    ],
)
def test_page_has_one_address_and_none_that_a_cache_would_take_for_a_file(site, path):
    answer = site.get(path)

    assert answer.status in (301, 302, 400, 404)
    assert "public" not in answer_control(answer)
    assert len(kept(site)) == 0


def answer_control(answer) -> str:
    return "".join(value for name, value in answer.headers if name.lower() == "cache-control")


PUBLIC = [
    "/fr/",
    "/fr/page/",
    "/fr/aide/",
    "/fr/recherche/",
    "/fr/page/x.css",
    "/fr/nulle-part/",
    "/",
    "/fr/q/",
    "/fr/audience-measurement/",
]


@pytest.mark.parametrize("path", PUBLIC)
def test_answer_to_a_session_is_neither_kept_nor_offered_to_a_cache(site, client, admin, path, settings):
    settings.SHARED_HTML_SECONDS = 60
    client.force_login(admin)
    cookie = f"sessionid={client.cookies['sessionid'].value}"

    answer = site.get(path, COOKIE=cookie)

    assert "public" not in answer_control(answer)
    assert len(kept(site)) == 0
    assert site.get(path).body.count(b"wagtail-userbar") == 0


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/login/", "/admin/pages/", "/admin/x.css", "/admin/login/x.css", "/admin/account/"]
)
def test_admin_says_to_every_cache_that_it_is_not_to_be_kept(admin_client, path):
    control = admin_client.get(path).headers.get("Cache-Control", "")

    assert "public" not in control
    assert "no-store" in control or "private" in control or "no-cache" in control


@pytest.mark.parametrize("kind", ["password", "login"])
def test_page_behind_a_password_is_never_offered_to_a_cache(site, client, home, kind, settings):
    from wagtail.models import PageViewRestriction

    settings.SHARED_HTML_SECONDS = 60
    behind = factories.standard_page(home, slug="ferme")
    PageViewRestriction.objects.create(page=behind, restriction_type=kind, password="given out")

    answer = site.get("/fr/ferme/")

    assert "public" not in answer_control(answer)
    assert len(kept(site)) == 0
