"""The abuse list, line by line, against the real server: nothing is counted that did not happen, and nothing is told."""

import json
import re
import socket
import time
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from reach.visits import tokens
from serving.served import Served
from tests.live import fresh_database
from tests.operations import small_site
from tests.reach.journals import Recorder, events
from tests.reach.sending import CUT_OFF, Answer, ask, beacon_of, send

pytestmark = pytest.mark.processes

PAGE = "/fr/campagnes/acheter-est-interdit/"
HOUR = 3600
MAKE = """
from home.models import HomePage
from tests import factories
factories.helpline()
factories.campaign_page(factories.campaign_index(HomePage.objects.get()), slug="acheter-est-interdit")
"""


@pytest.fixture(scope="module")
def served(django_db_setup, tmp_path_factory):
    site = small_site.make(tmp_path_factory.mktemp("abused") / "var", **fresh_database())
    site.run("shell", "-v", "0", "-c", MAKE)
    site.start("--no-worker")
    yield site
    site.stop()


@pytest.fixture
def good(served) -> dict[str, str]:
    return beacon_of(served, PAGE)


@pytest.fixture
def journal(served, good) -> Iterator[Recorder]:
    with Recorder(served) as journal:
        yield journal


@pytest.fixture
def mint(served, settings):
    """A token as the site's own key makes it, at whatever hour."""
    settings.SECRET_KEY = served.variables()["SECRET_KEY"].strip()
    return lambda page, now: tokens.issue(page, now, tokens.CAUSED)


def told(journal: Recorder) -> list[tuple[str, str]]:
    return [(event.kind, event.reason) for event in journal.new()]


def is_mute(answer: Answer) -> bool:
    """Whether an answer says nothing of what became of the request."""
    telling = set(answer.headers) - {"date", "server", "connection"}
    return answer.status == 204 and answer.body == b"" and "set-cookie" not in telling


def test_true_beacon_is_counted(served, good, journal):
    assert is_mute(send(served, good))
    assert told(journal) == [("cta_call", "")]


def test_every_answer_is_the_same(served, good):
    answers = [
        send(served, good),
        send(served, good | {"token": "forged"}),
        send(served, b"x" * 1000),
        send(served, good, Sec_Fetch_Site="cross-site"),
        send(served, good, Sec_GPC="1"),
    ]

    shown = [{n: v for n, v in answer.headers.items() if n not in ("date", "connection")} for answer in answers]
    assert shown == [shown[0]] * 5
    assert [is_mute(answer) for answer in answers] == [True] * 5


@pytest.mark.parametrize(
    "forged",
    [
        {"token": ""},
        {"token": "66~buyers~fr~12~3~0~~494001.AAAAAAAAAAAAAAAAAAAAAA"},
        {"page": "1"},
        {"kind": "video_end"},  # there is no video on this page
        {"kind": "link_hit"},
        {"kind": "1; drop table"},
        {"token": "\x00\xff" * 40},
        {"variant": "another"},
    ],
)
def test_forged_beacon_is_refused(served, good, journal, forged):
    send(served, good | forged)

    assert told(journal) == [("", "bad_token")]


def test_token_of_another_page_is_refused(served, good, journal):
    other = beacon_of(served, "/fr/")
    journal.new()

    send(served, good | {"token": other["token"]})

    assert told(journal) == [("", "bad_token")]


@pytest.mark.parametrize(
    ("hours", "reason"), [(0, ""), (23, ""), (26, "bad_token"), (24 * 400, "bad_token"), (-2, "bad_token")]
)
def test_beacon_is_replayed_for_a_day_and_no_longer(served, good, journal, mint, hours, reason):
    token = mint(Served("view", "buyers", page=int(good["page"]), locale="fr"), time.time() - hours * HOUR)

    send(served, good | {"token": token})

    assert [reason for _kind, reason in told(journal)] == [reason]


@pytest.mark.parametrize("surface", ["outreach", "young"])
def test_even_a_true_token_tells_nothing_of_a_protected_surface(served, good, journal, mint, surface):
    token = mint(Served("view", surface, page=int(good["page"])), time.time())

    send(served, good | {"token": token})

    assert told(journal) == [("", "bad_token")]


@pytest.mark.parametrize("size", [513, 1_000_000])
def test_large_body_is_refused_unread(served, good, journal, size):
    answer = send(served, b"kind=cta_call&token=" + b"x" * (size - 20))

    assert answer == CUT_OFF or is_mute(answer)
    assert journal.wait_for("")[0].reason == "oversize"
    assert served.status("/healthz") == 200


def test_body_that_hides_its_length_is_no_beacon(served, good, journal):
    head = f"POST /r HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nUser-Agent: Mozilla/5.0 Firefox/140.0\r\n"
    head += "Sec-Fetch-Site: same-origin\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    chunk = b"1000\r\n" + b"x" * 0x1000 + b"\r\n"
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as connection:
        connection.sendall(head.encode() + chunk * 50 + b"0\r\n\r\n")
        answer = connection.recv(4096)

    assert answer.startswith(b"HTTP/1.1 204")
    assert [reason for _kind, reason in told(journal)] in (["bad_token"], ["oversize"])


@pytest.mark.parametrize("length", ["-1", "x", "1e3"])
def test_length_that_is_none_stops_nothing(served, good, length):
    head = f"POST /r HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as connection:
        connection.sendall(head.encode())
        answer = connection.recv(4096)

    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 204"))
    assert served.status("/healthz") == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "cross-site", "Origin": "http://127.0.0.1"},
    ],
)
def test_beacon_from_another_site_is_refused(served, good, journal, headers):
    send(served, good, **headers)

    assert told(journal) == [("cta_call", "cross_site")]


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Referer": "https://evil.example/"}])
def test_old_browser_on_another_site_is_refused_by_its_origin(served, good, journal, headers):
    ask(served, "POST", "/r", urlencode(good), Content_Type="application/x-www-form-urlencoded", **headers)

    assert told(journal) == [("cta_call", "cross_site")]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD"])
def test_other_method_is_not_allowed(served, good, journal, method):
    assert ask(served, method, "/r").status == 405
    assert told(journal) == []


def test_flood_from_one_address_is_cut_off_and_counted_as_such(served, good, journal):
    """Another address of the machine is another visitor, who is not cut off."""
    for _time in range(250):
        assert is_mute(send(served, good, source="127.0.0.3"))
    send(served, good, source="127.0.0.4")

    counted = Counter(reason for _kind, reason in told(journal))
    assert sum(counted.values()) == 251
    assert counted.keys() == {"", "rate"}
    # Two windows of a minute at most, and the other visitor.
    assert counted[""] <= 241


def test_bots_and_prefetches_of_pages_are_counted_apart(served, journal):
    ask(served, "GET", PAGE, User_Agent="Twitterbot/1.0")
    ask(served, "GET", PAGE, User_Agent="")
    ask(served, "GET", PAGE, Sec_Purpose="prefetch;prerender")
    ask(served, "HEAD", PAGE)

    assert told(journal) == [("view", "bot"), ("view", "bot"), ("view", "prefetch")]


def test_one_page_sent_ahead_brings_one_view_however_often_it_is_told(served, journal):
    html = ask(served, "GET", "/fr/", Sec_Purpose="prefetch").body.decode()
    page, token = re.search(r'data-page="(\d+)"\s+data-token="([^"]+)"', html).groups()
    views = [event for event in events(served.var) if (event.kind, event.reason, event.page) == ("view", "", int(page))]
    for number in range(6):
        for kind in ("view", "entry", "read_50", "read_90"):
            send(served, {"page": page, "token": token, "kind": kind}, source=f"127.0.2.{number + 1}")

    assert Counter(told(journal))["late_view", ""] == 6
    after = counted(served, page)
    assert (after["views"], after["agree"]) == (len(views) + 1, True)


COUNTED = """
import json
from datetime import timedelta
from django.db.models import Sum
from django.utils import timezone
from reach.models import Cell, Held, Room
from reach.comparison.reconciling import reconcile

agree = reconcile().ok
recent = {"page": %(page)s, "variant": "", "hour__gt": timezone.now() - timedelta(hours=2)}
print(json.dumps({
    "agree": agree,
    "views": Cell.objects.filter(kind="view", page=%(page)s).aggregate(n=Sum("n"))["n"] or 0,
    "rooms": dict(Room.objects.filter(**recent).values_list("kind").annotate(Sum("n")).order_by("kind")),
    "waiting": Held.objects.filter(kind="cta_call", **recent).aggregate(n=Sum("n"))["n"],
}))
"""


def counted(served, page: str) -> dict:
    """What the counts say of a page once all of the journal is in them, and whether they agree with it."""
    return json.loads(served.run("shell", "--no-imports", "-c", COUNTED % {"page": int(page)}).stdout)


def test_forged_calls_are_no_more_than_the_views_of_the_page(served, good):
    """From many addresses, by one token: what no view can have led to is not counted."""
    for number in range(200):
        assert is_mute(send(served, good, source=f"127.0.1.{number + 1}"))

    found = counted(served, good["page"])
    rooms = found["rooms"]
    assert rooms["cta_call"] <= rooms["view"] < 200 <= rooms["cta_call"] + found["waiting"]
    assert found["agree"]
