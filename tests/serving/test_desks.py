"""Django's work at its desks: what is short is ready, what is long is sent by the thread that asked for it."""

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from wsgiref.util import FileWrapper

import pytest
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils import translation

from serving import desks
from serving.desks import Desks
from serving.files.answers import AT_ONCE
from serving.files.bodies import FileAnswer, FileBody


class Listening(list):
    """What is said to the server."""

    def __call__(self, status, headers, *rest):
        self.append((status, dict(headers)))


def desk_for(answer, number=2) -> Desks:
    def application(environ, start_response):
        made = answer() if callable(answer) else answer
        start_response(f"{made.status_code} {made.reason_phrase}", list(made.items()))
        return made

    return Desks(application, number)


@pytest.fixture
def two_places(monkeypatch):
    places = threading.BoundedSemaphore(2)
    monkeypatch.setattr(desks, "places", places)
    monkeypatch.setattr("serving.files.bodies.places", places)


def test_page_is_handed_over_whole_and_done_with():
    said, page = Listening(), HttpResponse("Bonjour", headers={"X-Robots-Tag": "noindex"})

    body = desk_for(page)({}, said)

    assert (body, body.streaming, page.closed) == ([b"Bonjour"], False, True)
    assert said == [("200 OK", {"Content-Type": "text/html; charset=utf-8", "X-Robots-Tag": "noindex"})]


def test_short_file_takes_no_place(two_places):
    answers = [StreamingHttpResponse(iter([b"a", b"b"]), headers={"Content-Length": "2"}) for _number in range(5)]

    assert [desk_for(answer)({}, Listening()) for answer in answers] == [[b"ab"]] * 5


def test_file_is_judged_where_the_server_has_a_way_of_its_own_to_send_it(settings):
    """As `runserver` has, which development uses."""
    name = settings.STATIC_ROOT / "short.css"
    name.write_bytes(b"a {}")

    def application(environ, start_response):
        start_response("200 OK", [])
        answer = FileResponse(name.open("rb"))
        return FileWrapper(answer.file_to_stream) if "wsgi.file_wrapper" in environ else answer

    assert Desks(application)({"wsgi.file_wrapper": FileWrapper}, Listening()) == [b"a {}"]


@pytest.mark.django_db  # the end of an answer looks after the connection
def test_stream_is_made_by_its_reader_in_the_language_of_the_request(two_places):
    def parts():
        while True:
            yield f"{translation.get_language()} {threading.current_thread().name}".encode()

    def answer():
        translation.activate("ar")
        return StreamingHttpResponse(parts())

    body = desk_for(answer)({}, Listening())

    assert next(body) == f"ar {threading.current_thread().name}".encode()
    body.close()


def test_error_reaches_the_server():
    def broken():
        raise RuntimeError("no page")

    with pytest.raises(RuntimeError, match="no page"):
        desk_for(broken)({}, Listening())


@pytest.mark.django_db  # as above: what an earlier test has opened is closed
def test_stream_too_many_is_told_to_come_again(two_places):
    serve = desk_for(lambda: StreamingHttpResponse(iter([b"a"])))
    open_ones = [serve({}, Listening()) for _number in range(2)]
    said = Listening()

    refused = serve({}, said)

    assert (list(refused), [status for status, _headers in said]) == ([], ["503 Service Unavailable"])
    open_ones[0].close()
    open_ones[0].close()
    assert list(serve({}, Listening())) == [b"a"]
    assert list(serve({}, Listening())) == []


def test_open_downloads_keep_nobody_from_a_desk(tmp_path, two_places):
    (tmp_path / "kit.zip").write_bytes(bytes(AT_ONCE * 2))

    def file():
        return FileAnswer(FileBody.of(lambda: (tmp_path / "kit.zip").open("rb"), AT_ONCE * 2))

    downloads = [desk_for(file, number=1)({}, Listening()) for _number in range(2)]
    page = desk_for(HttpResponse("Bonjour"), number=1)({}, Listening())

    assert [len(next(download)) > 0 for download in downloads] == [True, True]
    assert page == [b"Bonjour"]
    for download in downloads:
        download.close()


def test_only_so_many_work_at_once():
    at_work, most, lock, all_here = 0, 0, threading.Lock(), threading.Event()

    def answer():
        nonlocal at_work, most
        with lock:
            at_work += 1
            most = max(most, at_work)
            if at_work == 2:
                all_here.set()
        all_here.wait(10)
        with lock:
            at_work -= 1
        return HttpResponse("")

    serve = desk_for(answer, number=2)
    with ThreadPoolExecutor(8) as visitors:
        found = list(visitors.map(lambda _number: serve({}, Listening()), range(8)))

    assert (found, most) == ([[b""]] * 8, 2)


class Slow:
    """A body that comes in pieces, each only when it is let go."""

    def __init__(self, *parts: bytes):
        self.parts, self.go = list(parts), threading.Event()

    def read(self, size: int) -> bytes:
        assert self.go.wait(timeout=20)
        return self.parts.pop(0)[:size] if self.parts else b""


def told_of_body() -> tuple[Desks, list]:
    """Desks at which a body is read, and what was read of each."""
    found = []

    def application(environ, start_response):
        found.append(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        start_response("200 OK", [])
        return HttpResponse()

    return Desks(application, 1), found


def test_body_that_is_slow_takes_no_desk():
    place, found = told_of_body()
    slow = Slow(b"ab", b"cd")
    with ThreadPoolExecutor(1) as others:
        waiting = others.submit(place, {"CONTENT_LENGTH": "4", "wsgi.input": slow}, Listening())
        place({"CONTENT_LENGTH": "0", "wsgi.input": BytesIO()}, Listening())
        slow.go.set()
        waiting.result(timeout=20)

    assert found == [b"", b"abcd"]


@pytest.mark.parametrize("length", [9, desks.SMALL + 1])
def test_body_that_is_too_slow_is_told_so_and_gives_its_place_back(settings, length):
    settings.BODY_SECONDS = 0.05
    slow, said, read = Slow(b"ab"), Listening(), []

    def application(environ, start_response):
        with contextlib.suppress(OSError):
            read.append(environ["wsgi.input"].read(length))
        start_response("200 OK", [])
        return HttpResponse()

    place = Desks(application, 1)
    place.reading = place.uploads = threading.BoundedSemaphore(1)
    answer = place({"REQUEST_METHOD": "POST", "CONTENT_LENGTH": str(length), "wsgi.input": slow}, said)

    assert b"".join(answer) == b"The request came too slowly.\n"
    assert [status for status, _headers in said] == ["408 Request Timeout"]
    assert (read, place.reading._value) == ([], 1)
    slow.go.set()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_body_without_use_is_not_waited_for(method):
    place, found = told_of_body()
    place({"REQUEST_METHOD": method, "CONTENT_LENGTH": "4", "wsgi.input": Slow(b"abcd")}, Listening())

    assert found == [b""]


def test_body_that_ends_early_is_handed_on_as_it_came():
    place, found = told_of_body()
    place({"CONTENT_LENGTH": "9", "wsgi.input": BytesIO(b"short")}, Listening())

    assert found == [b"short"]


@pytest.mark.parametrize("length", [9, desks.SMALL + 1])
def test_bodies_too_many_are_told_to_come_again(length):
    place, found = told_of_body()
    place.reading = place.uploads = threading.BoundedSemaphore(1)
    place.reading.acquire()
    said = Listening()

    body = place({"CONTENT_LENGTH": str(length), "wsgi.input": BytesIO(b"x" * 9)}, said)

    assert (list(body), found) == ([], [])
    assert [status for status, _headers in said] == ["503 Service Unavailable"]
    place.reading.release()
    place({"CONTENT_LENGTH": str(length), "wsgi.input": BytesIO(b"x" * 9)}, said)
    assert found == [b"x" * 9]
