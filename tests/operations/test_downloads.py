"""Large files from a real server: many slow readers, a broken download, a file that goes away."""

import contextlib
import http.client
import os
import socket
import subprocess
import time

import pytest

from operations.management.commands.serve import processes
from tests.live import FILE, ROOT, fresh_database
from tests.operations import small_site

pytestmark = [pytest.mark.django_db, pytest.mark.processes]
CONTENT = os.urandom(16 * 1024 * 1024)  # more than the system takes in for who does not read
SLOW = 80  # more than Django has threads


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """The web server as `serve` starts it, one process of it."""
    with django_db_blocker.unblock():
        site = small_site.make(tmp_path_factory.mktemp("site") / "var", **fresh_database())
    site.show(CONTENT)
    web, *_others = processes("127.0.0.1", site.port, 1, background=False)
    with (site.var / "serve.log").open("wb") as log:
        site.process = subprocess.Popen(web.command, env=site.variables(), cwd=ROOT, stdout=log, stderr=log)
    site.wait_until(lambda: site.status("/healthz") == 200)
    yield site
    site.stop()


@pytest.fixture(autouse=True)
def file(site):
    where(site).write_bytes(CONTENT)


def where(site):
    return site.var / FILE.strip("/")


def ask(site, headers=None, method="GET", path=FILE):
    """Status, headers and body; the body is what came, where it broke off."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)) as connection:
        connection.request(method, path, headers=headers or {})
        response = connection.getresponse()
        try:
            return response.status, dict(response.getheaders()), response.read()
        except http.client.IncompleteRead as broken:
            return response.status, dict(response.getheaders()), broken.partial


@pytest.fixture
def slow_readers(site):
    with contextlib.ExitStack() as stack:
        connections = [stack.enter_context(socket.socket()) for _number in range(SLOW)]
        for connection in connections:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect(("127.0.0.1", site.port))
            connection.sendall(f"GET {FILE} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        for connection in connections:
            assert connection.recv(12) == b"HTTP/1.1 200"
        yield connections


def test_page_answers_while_many_read_slowly(site, slow_readers):
    ask(site, path="/healthz")
    started = time.perf_counter()

    answers = [ask(site, path="/robots.txt")[0] for _time in range(20)]

    assert answers == [200] * 20
    assert time.perf_counter() - started < 5


def test_slow_readers_that_leave_make_room(site, slow_readers):
    for connection in slow_readers:
        connection.close()

    assert ask(site)[2] == CONTENT


def test_download_goes_on_where_it_was_broken_off(site):
    _status, headers, _body = ask(site, method="HEAD")
    half = len(CONTENT) // 2

    status, later, body = ask(site, {"Range": f"bytes={half}-", "If-Range": headers["etag"]})

    assert (status, body == CONTENT[half:]) == (206, True)
    assert later["content-range"] == f"bytes {half}-{len(CONTENT) - 1}/{len(CONTENT)}"
    assert (headers["content-length"], headers["accept-ranges"]) == (str(len(CONTENT)), "bytes")


def test_download_of_a_file_that_has_changed_begins_again(site):
    tag = ask(site, method="HEAD")[1]["etag"]
    where(site).write_bytes(CONTENT[::-1])

    status, _headers, body = ask(site, {"Range": "bytes=5000-", "If-Range": tag})

    assert (status, body == CONTENT[::-1]) == (200, True)


def test_file_that_is_cut_while_it_is_served_breaks_the_download_off(site):
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)) as connection:
        connection.connect()
        connection.request("GET", FILE)
        response = connection.getresponse()
        response.read(1024)
        os.truncate(where(site), 1024)

        with pytest.raises((http.client.IncompleteRead, ConnectionError)):
            response.read()

    assert ask(site, path="/healthz")[0] == 200


def test_unchanged_file_is_not_sent_again(site):
    tag = ask(site, method="HEAD")[1]["etag"]

    status, headers, body = ask(site, {"If-None-Match": tag})

    assert (status, headers["etag"], body) == (304, tag, b"")
