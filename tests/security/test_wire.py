"""The server, by its bytes: who is slow stops nobody, what is too large is refused, two readings of a request are none."""

import time
from contextlib import ExitStack
from select import select

import pytest

from serving.desks import READING
from serving.web_server.granian_server import HEADER_SECONDS
from tests.security.wire import connected, host, say, statuses, told

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.processes,
]  # the site that is served begins with a copy of their database
CLOSE = "Connection: close\r\n"
FORM = "/fr/report-accessibility-problem/"
MANY = 100


def test_clients_that_are_slow_with_their_headers_stop_nobody_and_are_left(served):
    with ExitStack() as stack:
        slow = [stack.enter_context(connected(served)) for _number in range(MANY)]
        for connection in slow:
            connection.sendall(b"GET /fr/ HTTP/1.1\r\nX-A: b\r\n")
        began = time.monotonic()
        answered = [served.status(f"/fr/page/?{number}") for number in range(5)]
        quick = time.monotonic() - began

        left = told(slow[0], HEADER_SECONDS + 10)

    assert answered == [200] * 5
    assert quick < HEADER_SECONDS
    assert time.monotonic() - began < HEADER_SECONDS + 9
    assert left == b"" or statuses(left) == [408]


def test_clients_that_are_slow_with_their_body_stop_nobody(served):
    """More than there are threads that render; those beyond the number whose body is waited for are told to come again."""
    head = f"POST {FORM} HTTP/1.1\r\n{host(served)}Sec-Fetch-Site: same-origin\r\nContent-Length: 1000\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\n\r\nmessage="
    with ExitStack() as stack:
        slow = [stack.enter_context(connected(served)) for _number in range(READING + 20)]
        for connection in slow:
            connection.sendall(head.encode())
        began = time.monotonic()
        answered = [served.status(path) for path in ("/fr/page/", FORM, "/healthz", "/fr/q/", "/robots.txt")]
        quick = time.monotonic() - began
        refused = [statuses(connection.recv(4096)) for connection in select(slow, [], [], 0)[0]]

    assert answered == [200] * 5
    assert quick < 20
    assert refused == [[503]] * 20


BODY = "GET /admin/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
TWICE = {
    "length and chunks": f"Content-Length: {len(BODY) + 5}\r\nTransfer-Encoding: chunked\r\n",
    "chunks and length": f"Transfer-Encoding: chunked\r\nContent-Length: {len(BODY) + 5}\r\n",
    "two lengths": f"Content-Length: 5\r\nContent-Length: {len(BODY) + 5}\r\n",
    "lengths in a list": f"Content-Length: 5, {len(BODY) + 5}\r\n",
    "chunks that are not last": "Transfer-Encoding: chunked, identity\r\n",
    "chunks with a tail": "Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n",
    "chunks behind a space": "Transfer-Encoding : chunked\r\nContent-Length: 5\r\n",
    "chunks in a folded line": "X-A: b\r\n Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
    "sign before the length": "Content-Length: +5\r\n",
    "length in hexadecimal": "Content-Length: 0x5\r\n",
}


@pytest.mark.parametrize("kind", TWICE)
def test_request_that_can_be_read_in_two_ways_is_read_in_one_and_smuggles_nothing(served, kind):
    """Whatever a server in front made of it: what lies in the body is never answered as a request."""
    answer = say(served, f"POST {FORM} HTTP/1.1\r\n{host(served)}{TWICE[kind]}\r\n", f"0\r\n\r\n{BODY}".encode(), 5)

    found = statuses(answer)
    assert len(found) <= 1 or found[1:] == [400], (found, answer[:500])
    assert b"/admin/login" not in answer


@pytest.mark.parametrize(
    "head",
    [
        "GET /fr/ HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET /fr/ HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
        "GET /fr/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        "GET /fr/ HTTP/1.1\r\nHost: 127.0.0.1@evil.example\r\nConnection: close\r\n\r\n",
        "GET http://evil.example/fr/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        "GET /fr/ HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n",
        "GET /fr/\x00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        "GET /fr/ HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n",
        "GARBAGE\r\n\r\n",
        "GET /fr/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: a\x00b\r\n\r\n",
    ],
)
def test_request_without_one_host_of_ours_or_without_form_is_refused(served, head):
    assert statuses(say(served, head, seconds=5)) in ([400], [])


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("GET /{long} HTTP/1.1\r\n{host}Connection: close\r\n\r\n", (400, 404, 414, 431)),
        ("GET /fr/?{long} HTTP/1.1\r\n{host}Connection: close\r\n\r\n", (200, 414, 431)),
        ("GET /fr/ HTTP/1.1\r\n{host}X-A: {long}\r\nConnection: close\r\n\r\n", (200, 431)),
        ("GET /fr/ HTTP/1.1\r\n{host}Cookie: {long}\r\nConnection: close\r\n\r\n", (200, 431)),
        ("GET /fr/ HTTP/1.1\r\n{host}{many}Connection: close\r\n\r\n", (400, 431)),
    ],
)
@pytest.mark.parametrize("size", [20_000, 2_000_000])
def test_request_of_any_size_is_answered_at_once(served, head, status, size):
    began = time.monotonic()
    many = "".join(f"X-{number}: a\r\n" for number in range(size // 100))
    said = head.replace("{long}", "a" * size).replace("{many}", many).replace("{host}", host(served))
    found = statuses(say(served, said))

    assert found == [] or found[0] in status or (size > 1_000_000 and found[0] in (400, 414, 431)), found
    assert time.monotonic() - began < 10
    assert served.status("/healthz") == 200


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "DEBUG", "PROPFIND", "PUT", "DELETE", "PATCH", "FOO"])
def test_method_that_is_not_for_a_page_is_refused_and_echoes_nothing(served, method):
    target = "127.0.0.1:80" if method == "CONNECT" else "/fr/page/"
    answer = say(served, f"{method} {target} HTTP/1.1\r\n{host(served)}X-Secret: canary\r\n{CLOSE}\r\n")

    assert statuses(answer)[0] in (400, 403, 404, 405)
    assert b"canary" not in answer


def test_name_of_a_header_with_an_underscore_says_nothing_for_the_one_with_a_hyphen(served):
    """`X_Forwarded_Proto` would go past a proxy that removes `X-Forwarded-Proto`: where it does, TRUSTED_PROXIES says so."""
    answer = say(served, f"GET /fr/page/ HTTP/1.1\r\n{host(served)}X_Forwarded_Host: evil.example\r\n{CLOSE}\r\n")

    assert statuses(answer) == [200]
    assert b"evil.example" not in answer


def test_http2_is_not_spoken(served):
    """The proxy speaks HTTP/1.1 to the application; what HTTP/2 may ask for at once is not for this server to count."""
    answer = say(served, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\x00\x00\x00\x04\x00\x00\x00\x00\x00", seconds=5)

    assert not answer.startswith(b"\x00\x00")
