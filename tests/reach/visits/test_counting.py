"""What of all that is served is counted, and as what."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from reach.attribution import grades
from reach.events import Event
from reach.journal import journal
from reach.journal.lines import decode
from reach.models import Attribution
from reach.visits import refusal
from reach.visits.counting import count
from serving.served import Served

PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
ONE = datetime(2026, 11, 25, 12, tzinfo=UTC)
PAGE = Served("view", "buyers", page=66, locale="fr", campaign=12, wave=3)
LINK = Served("link_hit", "buyers", campaign=12, wave=3, channel=4, link=5, locale="fr")


@pytest.fixture(autouse=True)
def noon(node):
    grades.forget()
    with time_machine.travel(datetime(2026, 11, 25, 12, 40, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def decided(db):
    def decide(grade, surface="buyers"):
        return Attribution.objects.create(surface=surface, grade=grade, reason="Avis du délégué.")

    return decide


def environ(**headers) -> dict:
    said = {"user_agent": PHONE, "host": "example.org", "sec_fetch_site": "same-origin"} | headers
    return {f"HTTP_{name.upper()}": value for name, value in said.items() if value is not None}


def lines() -> list[Event]:
    """Those of protected pages, and of who objects, after the others."""
    journal.close()
    files = sorted(journal.node_folder().glob("*.log"), key=lambda file: (journal.is_apart(file.name), file.name))
    return [decode(line) for file in files for line in file.read_bytes().splitlines()]


def kinds() -> list[tuple[str, str]]:
    return [(event.kind, event.reason) for event in lines()]


def test_page_is_counted_with_its_hour_and_campaign():
    count(environ(), PAGE)

    assert lines() == [Event(ONE, "view", "buyers", campaign=12, wave=3, page=66, locale="fr")]


def test_page_that_was_counted_a_moment_ago_asks_each_request_anew():
    asked = [
        {},
        {},
        {"dnt": "1"},
        {"sec_gpc": "1"},
        {"cookie": "no-count=1"},
        {"sec_purpose": "prefetch"},
        {"x_moz": "prefetch"},
        {"user_agent": "Googlebot/2.1"},
        {"sec_fetch_site": "none"},
        {"cookie": "theme=dark"},
    ]

    for headers in asked:
        count(environ(**headers), PAGE)

    assert kinds() == [
        ("view", ""),
        ("view", ""),
        *[("view", "prefetch")] * 2,
        ("view", "bot"),
        ("view", ""),
        ("entry", ""),
        ("view", ""),
        *[("", "disabled")] * 3,
    ]


@pytest.mark.parametrize("hour", [11, 13])
def test_page_that_was_counted_in_another_hour_is_counted_in_that_of_the_clock(hour):
    count(environ(), PAGE)
    count(environ(), PAGE)

    with time_machine.travel(datetime(2026, 11, 25, hour, 59, tzinfo=UTC), tick=False):
        count(environ(), PAGE)

    assert [event.bucket.hour for event in lines()] == [12, 12, hour]


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "none"},
        {"sec_fetch_site": "cross-site", "referer": "https://example.org/fr/"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "same-site", "referer": "https://www.example.org/"},
        {"sec_fetch_site": None},
        {"sec_fetch_site": None, "referer": "https://search.example/?q=loi"},
    ],
)
def test_visit_begins_where_it_is_typed_or_comes_from_another_site(headers):
    count(environ(**headers), PAGE)

    assert kinds() == [("view", ""), ("entry", "")]


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "same-origin", "referer": "https://elsewhere.example/"},
        {"sec_fetch_site": "same-site", "referer": "https://example.org/fr/"},
        {"sec_fetch_site": None, "referer": "https://example.org/fr/"},
    ],
)
def test_visit_goes_on_from_page_to_page(headers):
    count(environ(**headers), PAGE)

    assert kinds() == [("view", "")]


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_gpc": "1"},
        {"dnt": "1"},
        {"cookie": "a=b; no-count=1"},
        {"sec_gpc": "1", "user_agent": "Googlebot/2.1"},
    ],
)
@pytest.mark.parametrize("served", [PAGE, LINK, Served("view", "outreach", page=7, locale="ar")])
def test_of_who_objects_the_day_is_kept_and_nothing_else(headers, served, db):
    count(environ(sec_fetch_site="none", **headers), served)

    assert lines() == [Event(date(2026, 11, 25), "", "", reason="disabled")]


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"sec_purpose": "prefetch"}, "prefetch"),
        ({"sec_purpose": "prefetch;prerender"}, "prefetch"),
        ({"purpose": "prefetch"}, "prefetch"),
        ({"x_moz": "prefetch"}, "prefetch"),
        ({"user_agent": None}, "bot"),
        ({"user_agent": " "}, "bot"),
        ({"user_agent": "WhatsApp/2.23.20"}, "bot"),
        ({"user_agent": "facebookexternalhit/1.1 Facebot Twitterbot/1.0"}, "bot"),
        ({"user_agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}, "bot"),
        ({"user_agent": "TelegramBot (like TwitterBot)"}, "bot"),
    ],
)
def test_what_is_not_counted_is_counted_by_its_reason(headers, reason):
    count(environ(sec_fetch_site="none", **headers), PAGE)

    assert lines() == [Event(ONE, "view", "buyers", campaign=12, wave=3, page=66, locale="fr", reason=reason)]


@pytest.mark.parametrize("headers", [{"sec_gpc": "0"}, {"dnt": "0"}, {"cookie": "no-count=10; x-no-count=1"}])
def test_visitor_who_does_not_object_is_counted(headers):
    count(environ(**headers), PAGE)

    assert kinds() == [("view", "")]


@pytest.mark.parametrize(
    "place", [{"surface": "outreach"}, {"surface": "young"}, {"surface": "public", "protected": True}]
)
def test_protected_page_is_counted_by_the_day_and_by_nothing_else(place):
    served = Served(**{"kind": "view", "page": 7, "locale": "ar", "campaign": 12, "wave": 3} | place)

    count(environ(sec_fetch_site="none"), served)

    common = {"bucket": date(2026, 11, 25), "surface": served.surface, "page": 7, "locale": "ar"}
    assert lines() == [Event(kind="view", **common), Event(kind="entry", **common)]


@pytest.mark.parametrize("kind", ["link_hit", "cta_call", "read_50", "share"])
def test_nothing_else_is_ever_counted_where_it_is_protected(kind):
    count(environ(), Served(kind, "outreach", campaign=12, link=5))
    count(environ(sec_gpc="1"), Served(kind, "outreach", campaign=12, link=5))

    assert lines() == []


def test_link_is_counted_where_it_leads_and_its_code_does_not_travel_on(db):
    count(environ(), LINK)
    count(environ(), Served("view", "buyers", campaign=12, wave=3, channel=4, page=66, locale="fr"))

    assert [(event.kind, event.channel, event.link) for event in lines()] == [("link_hit", 4, 5), ("view", 0, 0)]


@pytest.mark.parametrize(
    ("grade", "link_hit", "view"), [("off", (0, 0), 0), ("link_hits", (4, 5), 0), ("landing_path", (4, 5), 4)]
)
def test_grade_says_what_is_attributed(decided, grade, link_hit, view):
    decided(grade)

    count(environ(), LINK)
    count(environ(), Served("view", "buyers", campaign=12, channel=4, page=66))

    assert [(event.channel, event.link) for event in lines()] == [link_hit, (view, 0)]


def test_newest_decision_is_in_force_at_once_and_costs_no_query_after_that(decided, django_assert_num_queries):
    decided("off")
    count(environ(), LINK)
    decided("link_hits")

    with django_assert_num_queries(1):
        count(environ(), LINK)
        count(environ(), LINK)

    assert [event.link for event in lines()] == [0, 5, 5]


def test_plain_page_asks_no_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        count(environ(), PAGE)

    assert kinds() == [("view", "")]


def test_user_agents_are_remembered_in_a_bounded_number_and_none_as_it_is():
    for number in range(refusal.REMEMBERED + 10):
        refusal.is_robot(f"Agent {number}")

    assert len(refusal._robots) <= refusal.REMEMBERED
    assert {type(key) for key in refusal._robots} == {int}
