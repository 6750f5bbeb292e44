"""What the nginx of deploy/ does by itself, as it runs: no node of the site is needed to see it."""

import re
import socket
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
import yaml

from config import logs
from deploy.machine.proxy import TEMPLATE
from tests.deploy.asking import ask
from tests.deploy.front import fronting
from tests.live import ROOT

pytestmark = pytest.mark.processes

GROUP = re.search(r"\((.+?)\)", logs.SECRET.pattern)[1]
PLACES = GROUP.split("|")  # of addresses that are secrets
PROXY = "127.0.7.1"
CANARY = "c4n4ry-0f-s0me-length"


@pytest.fixture
def front(installed, tmp_path):
    with fronting(tmp_path) as front:
        yield front


def test_log_holds_no_address_that_the_application_hides(front):
    addresses = [
        f"{before}/{place}/{CANARY}{after}" for place in PLACES for before, after in (("", ""), ("/fr", "/4/"))
    ]

    for address in (*addresses, f"/admin/{CANARY}/", "/fr/la-loi/"):
        assert ask(front.url, address).status == 200

    assert [logs.hidden(address) for address in addresses if CANARY in logs.hidden(address)] == []
    assert [line.split()[2] for line in front.logged().splitlines()] == ["/fr/la-loi/"]


def test_operators_are_told_of_the_same_addresses():
    told = re.findall(r"~/\((.+?)\)/ 0;", (ROOT / "docs" / "operations.md").read_text())

    assert told == [GROUP]


@pytest.mark.parametrize("named", [PROXY, "127.0.7.0/24"])
def test_visitors_behind_a_proxy_in_front_have_each_their_own_address(installed, tmp_path, named):
    with fronting(tmp_path, named) as front:
        for said in ("203.0.113.7", "203.0.113.8", "198.51.100.1, 203.0.113.9", "10.0.0.1, unknown, 2001:db8::1"):
            ask(front.url, "/fr/", peer=PROXY, X_Forwarded_For=said)

    told = {one.headers["X-Forwarded-For"] for one in front.asked}
    assert told == {"203.0.113.7", "203.0.113.8", "203.0.113.9", "2001:db8::1"}


@pytest.mark.parametrize("named", [PROXY, "unix:"])
def test_what_others_say_of_the_visitors_address_has_no_effect(installed, tmp_path, named):
    with fronting(tmp_path, named) as front:
        for peer in ("127.0.0.2", "127.0.0.3"):
            ask(front.url, "/fr/", peer=peer, X_Forwarded_For="203.0.113.7", X_Real_IP="203.0.113.7")

    assert {one.headers["X-Forwarded-For"] for one in front.asked} == {"127.0.0.2", "127.0.0.3"}


def test_further_proxies_are_named_in_a_file_of_their_own(installed, tmp_path):
    further = tmp_path / "nginx" / "site.d" / "cdn.conf"
    further.parent.mkdir(parents=True)
    further.write_text("set_real_ip_from 192.0.2.0/24;")

    with fronting(tmp_path, PROXY) as front:
        ask(front.url, "/fr/", peer=PROXY, X_Forwarded_For="203.0.113.7, 192.0.2.5")

    assert [one.headers["X-Forwarded-For"] for one in front.asked] == ["203.0.113.7"]


def away(method: str, path: str) -> int:
    """Of a node that has lost its way to the database: it has some pages in memory, and writes counts down."""
    return 200 if path == "/fr/in-memory/" or method == "POST" else 503


def gone(method: str, path: str) -> int:
    return 0


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_visitor_is_answered_by_the_other_node_where_one_cannot_serve(front, method):
    front.a.says = away

    answers = [ask(front.url, path, method) for path in ("/fr/", "/admin/", "/static/a.css") * 4]

    assert {answer.status for answer in answers} == {200}
    assert len(front.a.asked) > 0


def test_node_that_cannot_serve_is_left_alone(front):
    front.a.says = away

    for _time in range(60):
        ask(front.url, "/fr/")

    assert len(front.a.asked) < 10


def test_nodes_are_asked_on_where_none_can_serve(front):
    """What they have in memory is shown, and else the page that says what is the matter."""
    for node in front.nodes:
        node.says = away

    pages = [ask(front.url, "/fr/") for _time in range(20)]
    kept = [ask(front.url, "/fr/in-memory/").text for _time in range(20)]
    told = [ask(front.url, "/e", "POST", b"").status for _time in range(20)]
    for node in front.nodes:
        node.says = lambda method, path: 200
    back = [ask(front.url, "/fr/").status for _time in range(5)]

    assert {answer.text for answer in pages} <= {"a says 503", "b says 503"}
    assert {answer.status for answer in pages} == {503}
    assert set(kept) <= {"a says 200", "b says 200"}
    assert (set(told), set(back)) == ({200}, {200})


@pytest.mark.parametrize("lost", ["a", "b"])
def test_node_that_cannot_serve_is_heard_where_the_other_is_gone(front, lost):
    for node in front.nodes:
        node.says = gone if node.name == lost else away

    pages = [ask(front.url, "/fr/") for _time in range(20)]

    assert {(answer.status, answer.text) for answer in pages} == {(503, f"{'b' if lost == 'a' else 'a'} says 503")}


@pytest.mark.parametrize(("says", "status"), [(lambda method, path: 503, 503), (gone, 502)])
@pytest.mark.parametrize("path", ["/fr/signaler/", "/admin/pages/3/edit/"])
def test_what_changes_something_is_sent_once(front, says, status, path):
    for node in front.nodes:
        node.says = says

    answer = ask(front.url, path, "POST", b"a=b")

    assert (answer.status, len(front.asked)) == (status, 1)


def test_what_prometheus_asks_of_the_proxy_is_answered_and_what_is_for_inside_is_not(front):
    example = yaml.safe_load((ROOT / "deploy" / "prometheus" / "prometheus.yaml").read_text())
    (probed,) = [job["params"]["target"] for job in example["scrape_configs"] if "params" in job]

    asked = [urlsplit(address).path for address in probed] + ["/metrics", "/readyz"]

    assert {path: ask(front.url, path).status for path in asked} == {"/healthz": 200, "/metrics": 404, "/readyz": 404}


def test_slow_bodies_reach_no_node_and_an_address_has_so_many_at_once(front):
    most = int(re.search(r"limit_conn senders (\d+);", TEMPLATE.read_text())[1])
    head = b"POST /e HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\na"
    with ExitStack() as stack:
        for _number in range(most + 50):
            slow = stack.enter_context(socket.create_connection(("127.0.0.1", urlsplit(front.url).port), timeout=20))
            slow.sendall(head)
        refused = slow.recv(100).split()[1]
        read = [ask(front.url, "/fr/", method).status for method in ("GET", "HEAD")]
        elsewhere = ask(front.url, "/e", "POST", b"a=b", peer="127.0.0.2").status

    assert (refused, read, elsewhere) == (b"429", [200, 200], 200)
    assert sorted(one.command for one in front.asked) == ["GET", "HEAD", "POST"]
