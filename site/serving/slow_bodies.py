"""How long a client may take for the body of its request, and how its connection ends then; see docs/adr/0021-slow-bodies.md."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from threading import Thread
from typing import Any

from django.conf import settings

PIECE = 16 * 1024  # bytes that are waited for at once
WORDS = b"The request came too slowly.\n"
LEAVING = 0.2  # seconds that the words are given to be sent
TOO_SLOW = "408 Request Timeout"
HEADERS = {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": str(len(WORDS) + 1),
    "Cache-Control": "no-store",
    "Connection": "close",
}


class Body:
    """`wsgi.input` as long as its client keeps up: for BODY_SECONDS, and a second more for each BODY_RATE bytes that came.

    The server's read returns when the client likes, and nothing ends it from here: it waits in a thread that can be left.
    """

    def __init__(self, stream: Any):
        self.stream, self.until = stream, time.monotonic() + settings.BODY_SECONDS
        self.reading: Future[bytes] = Future()
        self.is_late = False

    def read(self, size: int) -> bytes:
        """As many bytes, or those that came before the client went; TimeoutError where they come too slowly."""
        found = bytearray()
        while len(found) < size and (part := self._in_time(self.stream.read, min(PIECE, size - len(found)))):
            found += part
        return bytes(found)

    def readline(self, size: int) -> bytes:
        return self._in_time(self.stream.readline, size)

    def _in_time(self, read: Callable[[int], bytes], size: int) -> bytes:
        if self.is_late:
            raise TimeoutError
        self.reading = Future()
        Thread(target=_fulfil, args=(self.reading, read, size), name="body", daemon=True).start()
        try:
            part = self.reading.result(self.until - time.monotonic())
        except TimeoutError:
            self.is_late = True
            raise
        self.until += len(part) / settings.BODY_RATE
        return part


def _fulfil(reading: Future[bytes], read: Callable[[int], bytes], size: int) -> None:
    try:
        reading.set_result(read(size))
    except BaseException as error:
        reading.set_exception(error)


def farewell() -> Iterator[bytes]:
    """The answer to who was too slow, which ends the connection, although the thread that was left still reads from it.

    A byte is promised that never comes: the server then breaks the connection off, and the read with it.
    """
    yield WORDS
    time.sleep(LEAVING)
