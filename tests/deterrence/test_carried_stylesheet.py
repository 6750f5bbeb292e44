"""A landing page carries its stylesheet inside, and its answer alone allows just that text."""

import base64
import hashlib
import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from editorial.review.links import address
from serving.page_cache.changes.node import node
from serving.static.stylesheet import IMPORT, carried
from tests import factories
from tests.config.test_headers import STRICT
from tests.deterrence.landing import channel, landing_page
from tests.serving.page_cache.conftest import one_connection  # noqa: F401 (a fixture)
from tests.serving.page_cache.visits import cached
from themes.models import Theme


@pytest.fixture(autouse=True)
def page(home):
    return landing_page(home)


def allowing_what_is_in(html: str, stylesheets: int = 1) -> str:
    """The strict policy and the digests of the stylesheets that stand in a page, of which there are so many."""
    texts = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(texts) == stylesheets
    known = [base64.b64encode(hashlib.sha256(css.encode()).digest()).decode() for css in texts]
    return STRICT.replace("style-src 'self'", f"style-src 'self' {' '.join(f"'sha256-{one}'" for one in known)}")


def test_policy_allows_just_the_stylesheet_in_the_page(client):
    response = client.get("/fr/une-page/")

    html = response.content.decode()
    assert response["Content-Security-Policy"] == allowing_what_is_in(html)
    assert 'rel="stylesheet"' not in html
    assert re.findall(r"\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", html) == []


def test_page_carries_the_theme_of_its_campaign_too(client, home):
    theme = factories.first_live(Theme.objects.create(name="Le message", drawing="message", live=False))
    landing_page(home, channel(factories.campaign(theme=theme)), slug="une-autre", statement="别发送。")

    response = client.get("/fr/une-autre/")

    html = response.content.decode()
    assert response["Content-Security-Policy"] == allowing_what_is_in(html, 2)
    assert f"{theme.css('别发送。')}</style>" in html
    assert 'rel="stylesheet"' not in html


def test_policy_of_other_answers_stays_as_it_was(client):
    client.get("/fr/une-page/")

    answers = [client.get(path) for path in ("/fr/", "/fr/nothing-here/", "/fr/une-page/nothing-here/")]

    assert [answer["Content-Security-Policy"] for answer in answers] == [STRICT] * 3
    assert [answer.content.count(b"<style") for answer in answers] == [0, 0, 0]


def test_preview_is_allowed_its_stylesheet(page, rf):
    response = page.make_preview_request(rf.get("/admin/"))

    assert response["Content-Security-Policy"] == allowing_what_is_in(response.content.decode())


def test_reviewer_without_an_account_sees_the_page_with_its_stylesheet(client, page, admin_user):
    page.get_workflow().start(page, admin_user)
    link = factories.review_link(page)

    response = client.get(f"{urlsplit(address(link)).path}{link.items.get().pk}/")

    assert response["Content-Security-Policy"] == allowing_what_is_in(response.content.decode())


def test_copy_that_was_kept_has_the_policy_of_what_it_shows(tmp_path):
    visitor = cached(tmp_path, at=node())

    answers = [visitor.get("/fr/une-page/") for _ in range(2)]

    assert visitor.site.application.asked == ["/fr/une-page/"]
    assert [answer["Content-Security-Policy"] for answer in answers] == [
        allowing_what_is_in(answer.text) for answer in answers
    ]


def test_carried_text_asks_for_nothing_and_cannot_end_its_element():
    css = carried("css/landing.css").css

    assert [mark for mark in ("@import", "url(", "<", "/*") if mark in css] == []
    assert css.count("{") == css.count("}") > 100


def test_every_part_of_the_site_s_stylesheet_that_is_of_the_page_is_carried(client):
    css, html = settings.BASE_DIR / "static/css", client.get("/fr/une-page/").content.decode()
    on_page = {name for value in re.findall(r'class="([^"]*)"', html) for name in value.split()}
    parts = {name: IMPORT.findall((css / f"{name}.css").read_text()) for name in ("site", "landing")}

    missing = [one[0] for one in parts["site"] if one not in parts["landing"]]
    needed = {
        part: [selector for selector in selectors((css / part).read_text()) if selector <= on_page] for part in missing
    }
    assert len(missing) > 10
    assert {part: found for part, found in needed.items() if found} == {}


def selectors(css: str) -> list[set[str]]:
    """The classes that each selector names."""
    named = [
        set(re.findall(r"\.([a-z][\w-]*)", one)) for many in re.findall(r"([^{}]+){", css) for one in many.split(",")
    ]
    return [classes for classes in named if classes]
