"""The name of the site is the operator's to say: neither a Host nor what a proxy is told changes where links lead."""

import re

import pytest
from django.core import mail

from editorial.review import links as review_links
from home.models import StandardPage
from serving.proxies import Doorstep
from tests import factories
from tests.serving.page_cache.conftest import one_connection, visitor  # noqa: F401 (fixtures)
from tests.serving.page_cache.visits import Visitor

EVIL = "evil.example"
HOSTS = [
    EVIL,
    f"localhost.{EVIL}",
    f"localhost@{EVIL}",
    f"localhost:80@{EVIL}",
    "localhost:x",
    "local host",
    "",
    "[::1]",
    "localhost\n",
]


@pytest.fixture
def site(visitor, settings) -> Visitor:  # noqa: F811
    """As it is served: the doorstep, the cache, Django."""
    settings.ALLOWED_HOSTS = ["localhost"]
    return Visitor(Doorstep(visitor.site))


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("path", ["/fr/", "/", "/admin/login/", "/api/v2/", "/sitemap.xml"])
def test_host_that_is_not_ours_is_refused_though_the_page_is_kept(site, path, host):
    site.get(path)

    answer = site.get(path, HOST=host)

    assert answer.status == 400
    assert EVIL not in answer.text


def test_no_address_is_made_from_what_a_client_says_of_the_host(site, home):
    factories.standard_page(home, slug="page")
    said = {"X_FORWARDED_HOST": EVIL, "X_HOST": EVIL, "FORWARDED": f"host={EVIL}", "X_ORIGINAL_HOST": EVIL}

    for path in (
        "/fr/",
        "/fr/page/",
        "/",
        "/fr/page",
        "/sitemap.xml",
        "/robots.txt",
        "/api/v2/",
        "/api/v2/openapi.json",
    ):
        answer = site.get(path, **said)
        assert EVIL not in answer.text + str(answer.headers), path


def test_mail_to_reset_a_password_leads_to_the_site_whatever_the_host(client, admin, settings):
    settings.ALLOWED_HOSTS = ["*"]

    client.post(
        "/admin/password_reset/", {"email": "root@example.org"}, headers={"Host": EVIL, "X-Forwarded-Host": EVIL}
    )

    (message,) = mail.outbox
    assert EVIL not in message.body + message.subject
    assert re.findall(r"https?://[^/\s]+", message.body) == [settings.BASE_URL]


def test_address_of_a_review_is_that_of_the_site(home, admin, settings):
    page = home.add_child(instance=StandardPage(title="À relire", slug="a-relire", live=False))
    page.save_revision()
    page.get_workflow().start(page, admin)

    link = review_links.create(page, reviewer=factories.outside_reviewer(), days=7, user=admin)

    assert review_links.address(link).startswith(f"{settings.BASE_URL}/review/")
