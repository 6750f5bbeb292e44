"""Lets Django work in a fixed number of threads, while those of the server wait for it, and send; see docs/adr/0017-downloads.md.

However many downloads are open, the same number of threads renders pages, each with one connection to the database. A body is
read before a desk is taken, since whoever sends it may be slow: so many that wait for theirs leave room for pages. Who is too
slow is left: docs/adr/0021-slow-bodies.md.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from threading import BoundedSemaphore
from typing import Any

from django.db import connections
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import translation

from serving.files.answers import AT_ONCE, BUSY
from serving.files.bodies import FileAnswer, places
from serving.slow_bodies import HEADERS, TOO_SLOW, Body, farewell

NUMBER = 32
READING, UPLOADS = (
    128,
    NUMBER // 4,
)  # requests whose body is read at once; desks that read one too large to be read before
SMALL = 2**20  # bytes of a body
WITHOUT_BODY = ("GET", "HEAD")  # nothing here reads one of theirs

Environ = dict[str, Any]
Start = Callable[..., Any]


class Desks:
    """WSGI application around Django's."""

    def __init__(self, application: Callable[..., Any], number: int = NUMBER):
        self.application = application
        self.threads = ThreadPoolExecutor(number, thread_name_prefix="desk")
        self.reading, self.uploads = BoundedSemaphore(READING), BoundedSemaphore(UPLOADS)

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        if environ.get("REQUEST_METHOD") in WITHOUT_BODY:
            environ["wsgi.input"] = BytesIO()
            return self._at_a_desk(environ, start_response)
        if length == "0" or not (length.isascii() and length.isdecimal()):
            return self._at_a_desk(environ, start_response)
        small = int(length[:20]) <= SMALL
        places = self.reading if small else self.uploads
        if not places.acquire(blocking=False):
            return _busy(start_response)
        body = environ["wsgi.input"] = Body(environ["wsgi.input"])
        try:
            if not small:
                return self._at_a_desk(environ, start_response)
            with suppress(TimeoutError):
                environ["wsgi.input"] = BytesIO(body.read(int(length)))
        finally:
            places.release()
        return _too_slow(start_response) if body.is_late else self._at_a_desk(environ, start_response)

    def _at_a_desk(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        return self.threads.submit(self._answer, environ, start_response).result()

    def _answer(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        said: list[tuple[Any, ...]] = []
        environ.pop("wsgi.file_wrapper", None)  # Django's answer itself is what is judged here
        answer = self.application(environ, lambda *line: said.append(line))
        given = environ.get("wsgi.input")
        if isinstance(given, Body) and given.is_late:
            answer.close()
            return _too_slow(start_response)
        if isinstance(answer, FileAnswer):
            body: Iterable[bytes] = answer.hand_over()
        elif _is_short(answer):
            body = Whole([b"".join(answer)])
            answer.close()
        elif places.acquire(blocking=False):
            body = Stream(answer, translation.get_language())
        else:
            answer.close()
            said, body = [("503 Service Unavailable", [*BUSY.items(), ("Content-Length", "0")])], Whole()
        start_response(*said[-1])
        return body


def _busy(start_response: Start) -> Iterable[bytes]:
    start_response("503 Service Unavailable", [*BUSY.items(), ("Content-Length", "0")])
    return Whole()


def _too_slow(start_response: Start) -> Iterable[bytes]:
    start_response(TOO_SLOW, [*HEADERS.items()])
    return farewell()


class Whole(list[bytes]):
    """An answer that is there already: the server sends it without a thread of ours."""

    streaming = False


class Stream:
    """What is made while it is sent: in the thread that sends it, in the language of the request."""

    streaming = True

    def __init__(self, answer: StreamingHttpResponse, language: str | None):
        self.answer, self.parts, self.language = answer, iter(answer), language
        self.is_open = True

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if self.language and translation.get_language() != self.language:
            translation.activate(self.language)
        return next(self.parts)

    def close(self) -> None:
        if not self.is_open:
            return
        self.is_open = False
        places.release()
        try:
            self.answer.close()
        finally:
            connections.close_all()


def _is_short(answer: HttpResponse | StreamingHttpResponse) -> bool:
    """Whether it is in memory already, or a file of a few bytes, as a stylesheet is."""
    return not answer.streaming or int(answer.get("Content-Length") or AT_ONCE + 1) <= AT_ONCE
