"""Whatever is sent to whichever public address, the site answers, and nothing fails: through the page cache, as it is served."""

import io
import logging
import os
import time
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

import pytest
from django.core.cache import cache
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from serving.page_cache.changes.node import node
from serving.proxies import Doorstep
from tests.reach.conftest import node as journal  # noqa: F401 (a fixture)
from tests.security import hostile, world
from tests.serving.page_cache.conftest import one_connection  # noqa: F401 (a fixture)
from tests.serving.page_cache.visits import cached

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))  # for longer than in every run, and at random
MANNER = settings(
    max_examples=5,
    derandomize=not SECONDS,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@dataclass
class Request:
    method: str
    address: str
    query: str
    headers: dict[str, str]
    kind: str
    body: bytes

    @property
    def environ(self) -> dict:
        """As a server makes it (PEP 3333): the path without its encoding, its bytes as Latin-1."""
        path, _mark, own = self.address.partition("?")
        if not path.startswith("/"):
            path = f"/{path}"
        decoded = unquote_to_bytes(path.encode("utf-8", "surrogatepass")).decode("latin-1")
        return {
            "REQUEST_METHOD": self.method,
            "PATH_INFO": decoded,
            "QUERY_STRING": "&".join(filter(None, (own, self.query))),
            "SCRIPT_NAME": "",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost",
            "REMOTE_ADDR": "192.0.2.7",
            "CONTENT_TYPE": self.kind,
            "CONTENT_LENGTH": str(len(self.body)),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.body),
            "wsgi.errors": io.StringIO(),
        } | self.headers


@pytest.fixture
def site(tmp_path, home, admin, settings, journal):  # noqa: F811
    settings.MEDIA_ROOT = tmp_path / "media"
    made = world.build(home, admin, tmp_path)
    made.application = Doorstep(cached(tmp_path / "cache", at=node()).site)
    return made


class Told(logging.Handler):
    """What the log was told in earnest; that a request was suspicious is no failure of the site."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith("django.security"):
            self.records.append(record)


@contextmanager
def listening():
    told = Told()
    logging.getLogger().addHandler(told)
    try:
        yield told.records
    finally:
        logging.getLogger().removeHandler(told)


def status_of(application, request: Request) -> int:
    """The status of the answer, once all of it is read; what it has written is undone."""
    answered: list[str] = []
    with transaction.atomic():
        body = application(request.environ, lambda status, headers, *rest: answered.append(status))
        for _part in body:
            pass
        if hasattr(body, "close"):
            body.close()
        transaction.set_rollback(True)
    return int(answered[-1][:3])


def failure(site, request: Request) -> str:
    """What went wrong, and where; empty where the site has answered."""
    with listening() as told:
        try:
            status = status_of(site.application, request)
        except Exception as error:
            return _said(error)
    if told:
        return _said(told[0].exc_info[1]) if told[0].exc_info else told[0].getMessage()
    return f"answered {status}" if status >= 500 else ""


def _said(error: BaseException) -> str:
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if ".venv" not in frame.filename]
    where = f"{ours[-1].filename}:{ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__}: {str(error)[:200]} {where}"


def requests(address: st.SearchStrategy[str], known) -> st.SearchStrategy[Request]:
    return st.builds(
        Request,
        method=st.sampled_from(hostile.METHODS),
        address=address,
        query=hostile.pairs(known).map(lambda found: hostile.form(found).decode()),
        headers=hostile.headers(),
        kind=st.sampled_from(hostile.KINDS[:1] * 4 + hostile.KINDS),
        body=hostile.bodies(known),
    )


def fuzz(site, address: st.SearchStrategy[str], until: float, failures: dict[str, Request]) -> None:
    """Ask; the first request to each failure is kept under what went wrong."""

    @MANNER
    @given(requests(address, site.values))
    def each(request):
        if found := failure(site, request):
            failures.setdefault(found, request)

    each()
    while time.monotonic() < until:
        each()


SAYING_503 = {"readyz"}  # it says of a site without a worker that it is not ready


def test_no_request_to_a_public_address_fails(site):
    """Every route with hostile values in its places, and every address that is there, mangled."""
    cache.clear()
    routes = [pattern for pattern in hostile.public_patterns() if pattern[0] not in SAYING_503]
    kinds = [hostile.filled(*route) for route in routes]
    kinds += [hostile.mangled(found) for found in site.addresses.values()]
    began, failures = time.monotonic(), {}
    for number, address in enumerate(kinds, 1):
        fuzz(site, address, began + SECONDS * number / len(kinds), failures)

    assert not failures, "\n".join(f"{what}\n    {str(asked)[:1500]}" for what, asked in failures.items())


FAILED_ONCE = [
    ("GET", "/fr", {}, 301),
    ("GET", f"/documents/{'9' * 5000}/x", {}, 404),
    ("GET", f"/kits/{'9' * 40}/1/x.pdf", {}, 404),
    ("GET", f"/fr/q/open/{2**63}/", {}, 404),
    ("GET", "/s/a%0D%0Ab", {}, 404),
    ("POST", "/fr/report-accessibility-problem/", {"HTTP_ORIGIN": "http://["}, 403),
    ("GET", "/fr/", {"HTTP_REFERER": "http://["}, 200),
]


def test_request_that_once_failed_is_answered(site):
    answered, failures = [], []
    for method, address, headers, _status in FAILED_ONCE:
        request = Request(method, address, "", headers, "", b"")
        failures += filter(None, [failure(site, request)])
        answered.append((method, address, headers, status_of(site.application, request)))

    assert failures == []
    assert answered == FAILED_ONCE


def test_every_address_of_the_small_site_answers(site):
    """Else the fuzz would knock at doors that are not there."""
    found = {path: status_of(site.application, Request("GET", path, "", {}, "", b"")) for path in site.all()}

    missing = [path for path, status in found.items() if status not in (200, 302)]
    assert [path for path in missing if not path.startswith(MAYBE) and path not in CLOSED] == []


MAYBE = ("/media/", "/fr/q/group/")  # private files; a result before anybody has answered
CLOSED = {
    "/r",
    "/audience.js",
    "/static/css/site.css",
}  # sent to alone; switched off; collected only where the site is built
