"""Pages that a browser asks for ahead are views once somebody looks, rendered or from the page cache: never more than were sent."""

import re
from urllib.parse import urlencode

import pytest
from django.db.models import Sum

from reach.comparison.reconciling import reconcile
from reach.folding.fold import fold
from reach.models import Cell
from serving import rates
from tests import factories, markup
from tests.reach.sending import FORM, PHONE
from tests.serving.page_cache.conftest import one_connection, visitor  # noqa: F401 (fixtures)
from tests.serving.page_cache.visits import Visitor

AHEAD = {"USER_AGENT": PHONE, "SEC_PURPOSE": "prefetch;prerender", "SEC_FETCH_SITE": "none"}
KINDS = ("view", "entry", "read_50", "read_90")
TOKEN = re.compile(r'data-page="(\d+)"\s+data-token="([^"]+)"')


@pytest.fixture
def site(node, home, visitor) -> Visitor:  # noqa: F811
    factories.standard_page(home, slug="page", audience="buyers")
    rates.forget()
    yield visitor
    rates.forget()


@pytest.fixture
def tell(client):
    def told(answer, *kinds: str) -> None:
        page, token = TOKEN.search(markup.read(answer.text)).groups()
        for kind in kinds:
            body = urlencode({"kind": kind, "page": page, "token": token})
            client.post("/r", body, content_type=FORM, headers={"sec-fetch-site": "same-origin", "user-agent": PHONE})

    return told


def counts() -> dict[str, int]:
    fold()
    assert reconcile().ok
    return dict(Cell.objects.values_list("kind").annotate(Sum("n")).order_by())


def test_page_that_nobody_looks_at_is_no_view(site):
    site.get("/fr/page/", **AHEAD)

    assert counts() == {}


def test_pages_that_are_looked_at_are_a_view_each_rendered_or_kept(site, tell):
    for _visit in range(3):
        tell(site.get("/fr/page/", **AHEAD), *KINDS)

    assert site.site.application.asked == ["/fr/page/"]
    assert counts() == dict.fromkeys(KINDS, 3)


def test_page_that_a_browser_has_already_is_sent_ahead_as_unchanged(site, tell):
    first = site.get("/fr/page/", **AHEAD)
    again = site.get("/fr/page/", **AHEAD, IF_NONE_MATCH=first["ETag"])
    tell(first, "view", "view")

    assert again.status == 304
    assert counts() == {"view": 2}


def test_one_token_that_was_sent_ahead_is_one_view_however_often_it_is_told(site, tell):
    forged = site.get("/fr/page/", **AHEAD)
    for _time in range(6):
        tell(forged, *KINDS)

    assert counts() == dict.fromkeys(KINDS, 1)


def test_page_that_was_counted_as_it_was_sent_is_no_second_view(site, tell):
    answer = site.get("/fr/page/", USER_AGENT=PHONE, SEC_FETCH_SITE="none")
    tell(answer, "view", "entry")

    assert counts() == {"view": 1, "entry": 1}
