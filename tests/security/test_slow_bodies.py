"""Who sends a body too slowly is told so and left, whether a byte comes each second or none; all others are answered meanwhile."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.security.conftest import small_site
from tests.security.wire import connected, host, statuses, told

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.processes,
]  # the site that is served begins with a copy of their database
SECONDS, MANY = 2, 40
FORM = "/fr/report-accessibility-problem/"


@pytest.fixture(scope="module")
def hurried(tmp_path_factory, django_db_setup):
    with small_site(tmp_path_factory.mktemp("hurried"), BODY_SECONDS=str(SECONDS), BODY_RATE="20000") as site:
        yield site


def head(site, path: str = FORM, length: int = 1000, method: str = "POST") -> bytes:
    lines = f"{method} {path} HTTP/1.1\r\n{host(site)}Sec-Fetch-Site: same-origin\r\nContent-Length: {length}\r\n"
    return f"{lines}Content-Type: application/x-www-form-urlencoded\r\n\r\nmessage=".encode()


def web_process(site) -> int:
    return next(iter(site.children(site.children()["granian"]).values()))


def held(site) -> tuple[int, int]:
    """(connections of clients, threads) of the web process."""
    process = Path("/proc") / str(web_process(site))
    ends = [line.split() for line in (process / "net/tcp").read_text().splitlines()[1:]]
    ours = {f"socket:[{end[9]}]" for end in ends if end[1].endswith(f":{site.port:04X}")}
    connections = 0
    for descriptor in (process / "fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            connections += str(descriptor.readlink()) in ours
    return connections, len(list((process / "task").iterdir()))


@contextlib.contextmanager
def dribbling(connections: list[socket.socket]) -> Iterator[None]:
    """A byte a second through each of them."""
    over = threading.Event()

    def dribble():
        while not over.wait(1):
            for connection in connections:
                with contextlib.suppress(OSError):
                    connection.sendall(b"a")

    thread = threading.Thread(target=dribble)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_slow_bodies_are_left_at_their_time_and_stop_nobody(hurried):
    connections, threads = held(hurried)
    with ExitStack() as stack:
        slow = [stack.enter_context(connected(hurried)) for _number in range(MANY)]
        began = time.monotonic()
        for connection in slow:
            connection.sendall(head(hurried))
        stack.enter_context(dribbling(slow[::2]))  # the others say nothing more
        answered = {path: hurried.status(path) for path in ("/fr/page/", FORM, "/healthz")}
        answers = [statuses(told(connection, SECONDS + 10)) for connection in slow]
        took = time.monotonic() - began

    assert answered == {"/fr/page/": 200, FORM: 200, "/healthz": 200}
    assert answers == [[408]] * MANY
    assert SECONDS <= took < SECONDS + 9
    hurried.wait_until(lambda: held(hurried)[0] <= connections, 10)
    # The server keeps one of each request for half a minute; the one that read its body is gone.
    assert held(hurried)[1] < threads + MANY * 1.5


def test_whatever_is_sent_slowly_is_left(hurried):
    """An upload and the body of another method, at once: each waits for its end."""
    said = [head(hurried, length=2_000_000), head(hurried, "/fr/page/", method="PUT")]
    with ExitStack() as stack:
        slow = [stack.enter_context(connected(hurried)) for _head in said]
        for connection, its_head in zip(slow, said, strict=True):
            connection.sendall(its_head)
        stack.enter_context(dribbling(slow))
        answers = [told(connection, SECONDS + 10) for connection in slow]

    assert [statuses(answer) for answer in answers] == [[408]] * 2
    assert [b"\r\n\r\nThe request came too slowly.\n" in answer for answer in answers] == [True] * 2


def test_request_that_has_no_use_for_its_body_is_answered_without_it(hurried):
    with connected(hurried) as slow:
        slow.sendall(head(hurried, "/fr/page/", method="GET"))
        answer = slow.recv(100)

    assert statuses(answer) == [200]


def test_body_that_takes_longer_but_keeps_coming_is_read(hurried):
    """In more than twice the seconds for a small one, one three times as long beside it."""
    steps = SECONDS * 25
    with ExitStack() as stack:
        coming = {length: stack.enter_context(connected(hurried)) for length in (400_000, 1_200_000)}
        for length, connection in coming.items():
            connection.sendall(head(hurried, length=length + len("message=")))
        began = time.monotonic()
        for _step in range(steps):
            for length, connection in coming.items():
                connection.sendall(b"a" * (length // steps))
            time.sleep(0.1)
        took = time.monotonic() - began
        answers = [connection.recv(100) for connection in coming.values()]

    assert took > SECONDS * 2
    assert [statuses(answer) for answer in answers] == [[422]] * 2  # of the form, which has read it
