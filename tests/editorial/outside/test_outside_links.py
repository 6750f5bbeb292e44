"""Links to other sites: asked without being led inside, politely, and remembered."""

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import time_machine
from django.utils import timezone

from core.navigation import outside
from editorial.models import OutsideLink
from editorial.outside import checking, places
from editorial.outside.fetching import Answer, Pace, probe
from editorial.outside.places import RefusedError
from tests import factories
from tests.factories import block


class Server(ThreadingHTTPServer):
    """Answers as its paths say, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, dict]] = []
        self.places: dict[str, tuple[int, str]] = {}

    @property
    def port(self) -> int:
        return self.server_address[1]

    @property
    def trusted(self) -> frozenset[tuple[str, int]]:
        return frozenset({("127.0.0.1", self.port)})

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        status, location = self.server.places.get(self.path, (200, ""))
        if self.path == "/no-head" and self.command == "HEAD":
            status = 405
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Set-Cookie", "a=1")
        self.send_header("Content-Length", str(10**7 if self.path == "/large" else 0))
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *args):
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def pace() -> Pace:
    """Without waiting."""
    return Pace(pause=lambda seconds: None)


def no_names(host: str, port: int) -> list[str]:
    raise AssertionError("nothing was to be resolved")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "255.255.255.255", "224.0.0.1", "240.0.0.1", "192.0.0.192", "192.88.99.1", "198.18.0.1", "::1", "::",
        "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::8.8.8.8", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::",
        "2001:0:1::", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1",
        "5f00::1", "not an address", "",
    ],
)  # fmt: skip
def test_address_that_is_not_public_is_refused(address):
    assert not places.is_public(address)
    with pytest.raises(RefusedError):
        places.place("https://example.org/", resolve=lambda host, port: [address])


@pytest.mark.parametrize("address", ["8.8.8.8", "193.0.6.139", "2001:4860:4860::8888", "2a00:1450::1"])
def test_public_address_is_accepted(address):
    assert places.place("https://example.org/a?b=1", resolve=lambda host, port: [address]) == places.Place(
        "https", "example.org", 443, "/a?b=1", [address]
    )


def test_name_with_one_private_address_among_others_is_refused():
    with pytest.raises(RefusedError):
        places.place("https://example.org/", resolve=lambda host, port: ["8.8.8.8", "10.0.0.1"])


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://example.org/",
        "//example.org/",
        "/etc/passwd",
        "",
        "http://",
        "http://[",
        "http://user@example.org/",
        "http://user:word@example.org/",
        "http://example.org:99999/",
        "http://[fe80::1%25eth0]/",
    ],
)
def test_address_of_another_kind_is_refused_before_any_name_is_resolved(url):
    assert probe(url, resolve=no_names) == Answer(problem="refused")


@pytest.mark.parametrize("url", ["https://8.8.8.8:8443/", "http://8.8.8.8:443/", "http://8.8.8.8:22/"])
def test_other_port_is_refused(url):
    assert probe(url) == Answer(problem="refused")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "127.1", "0"]
)
def test_server_inside_is_not_asked_however_it_is_written(server, pace, host):
    assert probe(server.url("/", host), pace) == Answer(problem="refused")
    assert probe(f"http://{host}/", pace) == Answer(problem="refused")
    assert server.asked == []


@pytest.mark.parametrize(
    "inside", ["http://10.0.0.1/", "http://169.254.169.254/latest/", "http://localhost/", "file:///"]
)
def test_redirect_inside_is_refused(server, pace, inside):
    server.places["/"] = (302, inside)

    assert probe(server.url("/"), pace, trusted=server.trusted) == Answer(problem="refused")


def test_redirect_to_another_port_of_the_same_machine_is_refused(server, pace):
    other = Server()
    server.places["/"] = (302, other.url("/"))

    assert probe(server.url("/"), pace, trusted=server.trusted) == Answer(problem="refused")
    assert other.asked == []
    other.server_close()


def test_name_is_resolved_once_and_that_address_connected_to(server, pace):
    answers = [["127.0.0.1"], ["10.0.0.1"]]

    answer = probe(
        server.url("/", "example.org"), pace, trusted=server.trusted, resolve=lambda host, port: answers.pop(0)
    )

    assert answer == Answer(200)
    assert len(answers) == 1
    assert server.asked[0][2]["Host"] == f"example.org:{server.port}"


def test_redirect_resolves_its_name_anew(server, pace):
    server.places["/"] = (301, server.url("/next", "other.example"))
    names = {"example.org": ["127.0.0.1"], "other.example": ["10.0.0.1"]}

    answer = probe(server.url("/", "example.org"), pace, trusted=server.trusted, resolve=lambda host, port: names[host])

    assert answer == Answer(problem="refused")


def test_redirects_are_followed_five_times(server, pace):
    server.places |= {f"/{n}": (302, f"/{n + 1}") for n in range(9)}

    assert probe(server.url("/4"), pace, trusted=server.trusted) == Answer(200)
    assert probe(server.url("/3"), pace, trusted=server.trusted) == Answer(problem="redirects")


@pytest.mark.parametrize(("path", "status"), [("/gone", 410), ("/broken", 500), ("/forbidden", 403)])
def test_answer_is_the_status(server, pace, path, status):
    server.places[path] = (status, "")

    assert probe(server.url(path), pace, trusted=server.trusted) == Answer(status)


def test_head_first_and_get_where_it_is_not_known(server, pace):
    assert probe(server.url("/no-head"), pace, trusted=server.trusted) == Answer(200)

    assert [method for method, *_rest in server.asked] == ["HEAD", "GET"]


def test_request_says_who_asks_and_brings_no_cookie(server, pace):
    server.places["/"] = (302, "/next")

    probe(server.url("/"), pace, trusted=server.trusted)

    assert [headers["User-Agent"] for *_rest, headers in server.asked] == ["LinkCheck (+http://localhost)"] * 2
    assert [headers.get("Cookie") for *_rest, headers in server.asked] == [None, None]


def test_odd_characters_reach_the_server_escaped(server, pace):
    assert probe(server.url("/été à/?q=é"), pace, trusted=server.trusted) == Answer(200)

    assert server.asked[0][1] == "/%C3%A9t%C3%A9%20%C3%A0/?q=%C3%A9"


def test_redirect_cannot_smuggle_a_header(server, pace):
    server.places["/"] = (302, "/a b")

    assert probe(server.url("/"), pace, trusted=server.trusted) == Answer(302)


def test_unknown_name_is_a_problem(pace):
    def unknown(host, port):
        raise socket.gaierror

    assert probe("https://example.org/", pace, resolve=unknown) == Answer(problem="name")


def test_closed_port_is_a_problem(pace):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        trusted = frozenset({("127.0.0.1", closed.getsockname()[1])})

        assert probe(f"http://127.0.0.1:{closed.getsockname()[1]}/", pace, trusted=trusted).problem == "unreachable"


def test_server_that_trickles_is_left(pace):
    with socket.create_server(("127.0.0.1", 0)) as slow:
        trusted = frozenset({("127.0.0.1", slow.getsockname()[1])})
        done = threading.Event()

        def trickle():
            connection, _address = slow.accept()
            with connection:
                while not done.wait(0.02):
                    try:
                        connection.sendall(b"x")
                    except OSError:
                        return

        thread = threading.Thread(target=trickle, daemon=True)
        thread.start()
        answer = probe(f"http://127.0.0.1:{slow.getsockname()[1]}/", pace, trusted=trusted, deadline=0.3)
        done.set()
        thread.join()

    assert answer.problem in ("timeout", "unreachable")


def test_certificate_is_checked(server, pace):
    url = f"https://127.0.0.1:{server.port}/"

    assert probe(url, pace, trusted=server.trusted).problem == "tls"


def test_two_requests_to_one_host_are_a_second_apart():
    now, waits = [100.0], []
    pace = Pace(clock=lambda: now[0], pause=waits.append)

    pace.wait("a")
    pace.wait("b")
    now[0] += 0.25
    pace.wait("a")
    now[0] += 5
    pace.wait("a")

    assert waits == [0.75]


@pytest.fixture
def page(home):
    body = [
        block("text", text='<p><a href="https://example.org/a#part">Un</a> <a href="http://localhost/fr/">Ici</a></p>'),
        block("call_to_action", text="Deux", page=None, address="https://example.org/b", detail=""),
        block("call_to_action", text="Trois", page=None, address="tel:3919", detail=""),
        block("quote", text="x", author="", source="", url="https://example.org/c"),
    ]
    return factories.standard_page(home, body=body)


def test_links_of_live_pages_and_of_their_facts_are_collected(home, page):
    fact = factories.fact(source_url="https://example.org/law")
    unseen = factories.fact(source_url="https://example.org/unseen")
    factories.standard_page(home, body=[block("fact_card", fact=fact.pk)])
    draft = factories.standard_page(home, body=[block("fact_card", fact=unseen.pk)])
    draft.unpublish()
    OutsideLink.objects.create(url="https://example.org/former")

    checking.collect()
    checking.collect()

    assert [link.url.removeprefix("https://example.org/") for link in OutsideLink.objects.all()] == [
        "a",
        "b",
        "c",
        "law",
    ]


def test_helplines_are_collected_for_their_audience(home):
    factories.helpline(audiences=("public",), website="https://example.org/public")
    factories.helpline(audiences=("young",), website="https://example.org/young")

    assert [shown.url for shown in outside.shown_on([home])] == ["https://example.org/public"]


def test_each_link_is_asked_once_a_day(page, pace):
    asked = []
    checking.collect()

    def ask(url, pace):
        asked.append(url)
        return Answer(200)

    assert [checking.check(ask, pace), checking.check(ask, pace)] == [3, 0]
    with time_machine.travel(timezone.now() + timedelta(hours=24)):
        assert checking.check(ask, pace) == 3
    assert len(asked) == 6


def test_run_stops_once_its_time_is_up_and_the_next_goes_on(page, pace):
    checking.collect()

    assert checking.check(lambda url, pace: Answer(200), pace, budget=0) == 0
    assert OutsideLink.objects.filter(checked_at=None).count() == 3


def test_nothing_is_asked_where_the_operator_forbids_it(page, settings):
    settings.CHECK_OUTSIDE_LINKS = False
    checking.collect()

    assert checking.check(no_names) == 0


@pytest.mark.parametrize(
    ("answer", "once", "twice"),
    [
        (Answer(200), False, False),
        (Answer(403), False, False),
        (Answer(404), True, True),
        (Answer(410), True, True),
        (Answer(503), False, True),
        (Answer(problem="timeout"), False, True),
        (Answer(problem="name"), False, True),
        (Answer(problem="refused"), True, True),
        (Answer(problem="tls"), True, True),
    ],
)
def test_what_may_be_over_in_an_hour_counts_once_it_was_found_twice(db, answer, once, twice):
    link = OutsideLink.objects.create(url="https://example.org/")

    checking.record(link, answer)
    assert link.is_broken is once

    with time_machine.travel(timezone.now() + timedelta(hours=24)):
        checking.record(link, answer)
    assert link.is_broken is twice
    if twice:
        assert link.reason.endswith((str(answer.status), *map(str, OutsideLink.Problem.labels)))

    checking.record(link, Answer(200))
    assert not link.is_broken
