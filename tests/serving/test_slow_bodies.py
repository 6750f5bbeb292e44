"""The time of a body: earned by what came, and over for who is late."""

import threading
from io import BytesIO

import pytest

from serving.slow_bodies import HEADERS, Body, farewell


class Silent:
    """A body of which some has come, and no more does until its client goes."""

    def __init__(self):
        self.gone = threading.Event()

    def read(self, size: int) -> bytes:
        assert self.gone.wait(timeout=20)
        return b"mess"

    readline = read


def test_body_is_read_whole():
    sent = bytes(range(256)) * 1000

    assert Body(BytesIO(sent)).read(len(sent)) == sent
    assert Body(BytesIO(sent)).read(len(sent) + 1) == sent
    assert Body(BytesIO(b"one\ntwo")).readline(100) == b"one\n"


def test_body_earns_time_by_what_came_and_not_by_what_was_promised(settings):
    settings.BODY_SECONDS, settings.BODY_RATE = 30, 1000
    body = Body(BytesIO(bytes(5000)))
    until = body.until

    body.read(1_000_000)

    assert body.until - until == pytest.approx(5)


@pytest.mark.parametrize("read", ["read", "readline"])
def test_body_that_is_late_is_waited_for_no_more(settings, read):
    settings.BODY_SECONDS = 0.05
    silent = Silent()
    body = Body(silent)

    for _number in range(2):
        with pytest.raises(TimeoutError):
            getattr(body, read)(1000)
    assert body.is_late
    silent.gone.set()
    assert body.reading.result(20) == b"mess"


def test_error_of_the_server_reaches_who_reads():
    class Broken:
        def read(self, size: int) -> bytes:
            raise RuntimeError("no body")

    with pytest.raises(RuntimeError, match="no body"):
        Body(Broken()).read(10)


def test_farewell_says_so_and_keeps_a_byte_that_it_promised():
    """Without it the server would keep the connection for who still reads from it: `security/test_slow_bodies.py`."""
    said = b"".join(farewell())

    assert said == b"The request came too slowly.\n"
    assert int(HEADERS["Content-Length"]) == len(said) + 1
