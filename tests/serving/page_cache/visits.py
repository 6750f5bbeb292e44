"""Visits of a WSGI application, without a server and without Django's test client, which would go around the cache."""

import contextlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import TestCase

from serving.page_cache.application import PageCache
from serving.page_cache.changes.node import Node
from serving.page_cache.changes.numbers import Numbers


@dataclass
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def __getitem__(self, name: str) -> str:
        """The one header of this name."""
        (value,) = [value for known, value in self.headers if known.lower() == name.lower()]
        return value

    def __contains__(self, name: str) -> bool:
        return any(known.lower() == name.lower() for known, _value in self.headers)

    @property
    def text(self) -> str:
        return self.body.decode()


class Counted:
    """Django's application, and how often it was asked for what."""

    def __init__(self, application: Callable | None = None):
        self.application = application or get_wsgi_application()
        self.asked: list[str] = []

    def __call__(self, environ, start_response):
        self.asked.append(environ["PATH_INFO"])
        return self.application(environ, start_response)


class Visitor:
    """Somebody who visits a site, and what the site did for it."""

    def __init__(self, site: PageCache, host: str = "localhost"):
        self.site = site
        self.host = host

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Headers are named as in the environ, without HTTP_."""
        answered = []
        environ = environ_of(path, method, self.host) | {f"HTTP_{name}": value for name, value in headers.items()}
        body = self.site(environ, lambda *answer: answered.append(answer))
        read = b"".join(body)
        if hasattr(body, "close"):
            body.close()
        ((status, sent, *_rest),) = answered
        return Answer(int(status[:3]), sent, read)


def environ_of(path: str, method: str = "GET", host: str = "localhost") -> dict:
    path, _mark, query = path.partition("?")
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": host,
        "REMOTE_ADDR": "192.0.2.7",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }


def cached(folder: Path, application: Callable | None = None, **options) -> Visitor:
    """A visitor of a site with a page cache of its own, on numbers of its own; `.site.application.asked` says what was rendered."""
    folder.mkdir(exist_ok=True)
    at = options.pop("at", None) or Node(Numbers(folder / "numbers"))
    return Visitor(PageCache(Counted(application), at=at, watch=False, **options))


@contextlib.contextmanager
def committed() -> Iterator[None]:
    """What is written inside is committed at its end, as far as what waits for a commit can tell."""
    connection.run_on_commit = [*connection.run_on_commit]
    with TestCase.captureOnCommitCallbacks(execute=True):
        yield
