"""Short addresses answered from memory: word for word what their view answers, at once another where they lead elsewhere."""

from datetime import timedelta
from itertools import product

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone

from campaigns.plan.models import Channel, TrackedLink
from core.protection.zones import Zone
from serving import served
from serving.page_cache.store import ABSENT
from tests import factories
from tests.serving.page_cache.visits import Visitor, cached, committed

LANGUAGES = ("fr", "en-GB,en;q=0.9", "de, ar;q=0.5", "zh-CN", "*", "")
QUERIES = (
    "",
    "?gclid=1&b=%0d%0aSet",
    "?de=moi&a=é",
    "?v",
    "?v=1&gclid=1",
    "?%76",
    "?x=" + "é" * 400,
    "?x=" + "y" * 490,
)
FORMS = ("{}", "{}/", "{}/en", "{}/EN", "{}/xx", "{}/en/", "{}/ar", "{}/zh", "{}.", "{}/en).", "{}/en//")
# Each query, each language, each form and each method, with what is usual of the others.
ASKED = [
    *((FORMS[0], query, LANGUAGES[0], "GET") for query in QUERIES),
    *((FORMS[0], query, language, "GET") for query, language in product(QUERIES[1:4:2], LANGUAGES[1:])),
    *((form, query, language, "GET") for form, query, language in product(FORMS[1:], QUERIES[1:4:2], LANGUAGES[:2])),
    *((FORMS[0], query, LANGUAGES[0], method) for query, method in product(QUERIES[1:4:2], ("HEAD", "POST"))),
]
OF_ENCODINGS = {"content-length", "vary"}  # of a page: it is kept packed


@pytest.fixture(autouse=True)
def forgotten():
    cache.clear()


@pytest.fixture
def page(home, english_home, translate):
    index = factories.campaign_index(home)
    page = factories.campaign_page(index, slug="la-loi")
    translate(index, english_home.locale)
    translate(page, english_home.locale)
    return page


def link(campaign, code: str, **fields) -> TrackedLink:
    channel = Channel.objects.create(campaign=campaign, kind="poster", name=f"Affiches {Channel.objects.count()}")
    return TrackedLink.objects.create(campaign=campaign, channel=channel, code=code, **fields)


@pytest.fixture
def codes(page, home) -> list[str]:
    """One of each kind, and two that are none."""
    help_page = factories.standard_page(home, slug="aide", zone=Zone.PROTECTED)
    later = factories.campaign(starts_at=timezone.now() + timedelta(days=1))
    link(page.campaign, "cmpagn")
    link(page.campaign, "address", address="/fr/campagnes/la-loi/?de=affiche&x=1#haut")
    link(page.campaign, "prtected", page=help_page)
    link(page.campaign, "ptected", address="/fr/aide/?de=affiche")
    link(page.campaign, "retred", retired_at=timezone.now())
    link(later, "tcme")
    return ["cmpagn", "CmpagN", "address", "prtected", "ptected", "retred", "tcme", "unknwn", "a0", "favicon.ico"]


@pytest.fixture
def told(monkeypatch) -> list[served.Served]:
    heard: list[served.Served] = []
    monkeypatch.setattr(served, "_listeners", [lambda environ, what: heard.append(what)])
    return heard


@pytest.fixture
def view(tmp_path, home, settings) -> Visitor:
    """Asks the view each time."""
    settings.PAGE_CACHE_MB, kept = 0, settings.PAGE_CACHE_MB
    visitor = cached(tmp_path / "view")
    settings.PAGE_CACHE_MB = kept
    return visitor


def made(visitor: Visitor) -> int:
    return len(visitor.site.application.asked)


def words(answer) -> tuple:
    """All that a client gets; of a page, without what names its packing."""
    if "Location" in answer:
        return answer.status, answer.headers, answer.body
    pairs = {(name, value) for name, value in answer.headers if name.lower() not in OF_ENCODINGS}
    return answer.status, pairs, answer.body, "Accept-Language" in dict(answer.headers).get("Vary", "")


def test_memory_says_what_the_view_says(visitor, view, told, codes):
    """Over codes, forms of the address, methods, languages and queries; first as it is made, then as it is kept."""
    table = [
        (form.format(code) + query, method, language) for code, (form, query, language, method) in product(codes, ASKED)
    ]
    for path, method, language in table:
        asked = {"method": method, "ACCEPT_LANGUAGE": language, "RANGE": "bytes=0-1"}
        expected = view.get(f"/s/{path}", **asked)
        counted, told[:] = [*told], []

        for when in ("made", "kept"):
            answer = visitor.get(f"/s/{path}", **asked)
            if method == "HEAD":
                expected.body = answer.body = b""
            assert words(answer) == words(expected), (path, method, language, when)
            assert told == counted, (path, method, language, when)
            told.clear()


def test_answer_is_made_once_for_each_language_whatever_is_asked_along(visitor, page, home):
    link(page.campaign, "abc234")

    for number, language in product(range(30), ("fr", "fr-CA", "de", "en")):
        visitor.get(f"/s/abc234?gclid={number}", ACCEPT_LANGUAGE=language, COOKIE=f"a={number}; django_language=ar")
        visitor.get(f"/s/ABC234/en?gclid={number}", ACCEPT_LANGUAGE=language)

    assert made(visitor) == 2
    assert len(visitor.site.store) == 2


def test_value_of_a_parameter_makes_no_answer_of_its_own(visitor, page):
    link(page.campaign, "abc234")

    for number in range(5):
        assert visitor.get(f"/s/abc234?v={number}")["Location"].endswith(f"?v={number}")

    assert (made(visitor), len(visitor.site.store)) == (1, 1)


def test_team_is_answered_by_the_view(visitor, page):
    link(page.campaign, "abc234")
    visitor.get("/s/abc234")

    visitor.get("/s/abc234", COOKIE="sessionid=x")

    assert made(visitor) == 2


def test_nothing_of_who_asked_first_is_kept(visitor, page):
    link(page.campaign, "abc234")
    about = {
        "COOKIE": "a=geheim",
        "USER_AGENT": "geheim",
        "REFERER": "https://geheim.example/",
        "ACCEPT_LANGUAGE": "fr",
    }
    visitor.get("/s/abc234?x=geheim", **about)
    visitor.get("/s/unknwn?x=geheim", **about)

    assert visitor.get("/s/abc234")["Location"] == "/fr/campagnes/la-loi/"
    assert "geheim" not in visitor.get("/s/unknwn").text
    assert made(visitor) == 2


@pytest.mark.parametrize("kind", ["retarget", "retire", "close", "unpublish", "query"])
def test_change_shows_at_once(visitor, page, home, kind):
    other = factories.standard_page(home, slug="autre")
    made_link = link(page.campaign, "abc234")
    assert visitor.get("/s/abc234")["Location"] == "/fr/campagnes/la-loi/"

    with committed():
        match kind:
            case "retarget":
                made_link.page = other
                made_link.save()
            case "retire":
                made_link.retired_at = timezone.now()
                made_link.save()
            case "close":
                page.campaign.closed_at = timezone.now()
                page.campaign.save()
            case "unpublish":
                page.unpublish()
            case "query":
                TrackedLink.objects.filter(pk=made_link.pk).update(page=other)

    after = visitor.get("/s/abc234")
    expected = {"retarget": "/fr/autre/", "query": "/fr/autre/", "close": "/fr/", "unpublish": "/fr/"}
    if kind == "retire":
        assert (after.status, "Location" in after) == (410, False)
    else:
        assert (after.status, after["Location"]) == (302, expected[kind])


def test_link_that_is_put_back_leads_on_at_once(visitor, page):
    made_link = link(page.campaign, "abc234", retired_at=timezone.now())
    for _time in range(2):
        assert visitor.get("/s/abc234").status == 410
    assert made(visitor) == 1

    with committed():
        made_link.retired_at = None
        made_link.save()

    assert visitor.get("/s/abc234").status == 302


def test_link_of_a_code_that_was_unknown_leads_on_at_once(visitor, page):
    assert visitor.get("/s/abc234").status == 404

    with committed():
        link(page.campaign, "abc234")

    assert visitor.get("/s/abc234").status == 302


def test_what_was_looked_up_is_good_for_half_a_minute(visitor, page, clock):
    link(page.campaign, "abc234")
    visitor.get("/s/abc234")
    clock.now += 29
    visitor.get("/s/abc234")
    assert made(visitor) == 1

    clock.now += 2
    visitor.get("/s/abc234")

    assert made(visitor) == 2


def away(environ, start_response):
    """Django, while the database is."""
    response = HttpResponse("503", status=503)
    start_response("503 Service Unavailable", list(response.items()))
    return response


def test_last_answers_go_on_and_are_counted_while_the_database_is_away(visitor, told, page, clock, settings):
    settings.STALE_MAX = visitor.site.maker.longest = 1000
    link(page.campaign, "abc234")
    link(page.campaign, "retred", retired_at=timezone.now())
    for path in ("/s/abc234", "/s/retred"):
        visitor.get(path)
    visitor.site.application.application = away

    statuses = []
    for seconds in (70, 400, 500):
        clock.now += seconds
        statuses += [visitor.get(path).status for path in ("/s/abc234?gclid=1", "/s/retred", "/s/unknwn")]
    clock.now += 100

    assert statuses == [302, 410, 503] * 3
    assert visitor.get("/s/abc234").status == 503, "the answer is too old"
    assert [what.kind for what in told] == ["link_hit"] * 4


@pytest.mark.parametrize("retired", [True, False])
def test_link_that_was_retired_leads_nowhere_even_where_it_cannot_be_made_anew(visitor, page, retired):
    made_link = link(page.campaign, "abc234")
    visitor.get("/s/abc234")
    with committed():
        made_link.retired_at = timezone.now() if retired else None
        made_link.save()
    visitor.site.application.application = away

    assert visitor.get("/s/abc234").status == (503 if retired else 302)


def test_codes_that_lead_nowhere_take_little_room_and_are_not_told(visitor, told, page):
    link(page.campaign, "abc234")
    visitor.get("/s/abc234")
    told.clear()
    learnt = len(visitor.site.store._parameters)

    for number in range(ABSENT + 20):
        visitor.get(f"/s/x{number + 222}?a={number}")

    assert len(visitor.site.store) == ABSENT + 1
    assert len(visitor.site.store._parameters) == learnt
    assert told == []
    before = made(visitor)
    visitor.get("/s/abc234")
    assert made(visitor) == before
