"""How old a copy may be that is shown because no new one can be made, and who is told of it."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from serving.page_cache import report
from serving.page_cache.entries import KEPT, STALE
from serving.page_cache.making import RETRY
from serving.page_cache.staleness import SAID_EVERY
from tests.serving.page_cache.pretence import Pretence
from tests.serving.page_cache.visits import cached

WAIT = 30


@pytest.fixture
def site() -> Pretence:
    return Pretence()


@pytest.fixture
def visitor(tmp_path, site, clock, settings):
    settings.STALE_MAX = 1000
    return cached(tmp_path, site, clock=clock)


def test_last_copy_is_shown_until_it_is_too_old_and_never_after(visitor, site, clock):
    visitor.get("/fr/")
    site.status = 503

    clock.now += 999
    last = visitor.get("/fr/")
    clock.now += 1
    after = visitor.get("/fr/")

    assert (last.status, last.text) == (200, "http|localhost|/fr/|0")
    assert (after.status, len(visitor.site.store)) == (503, 0)


def test_too_old_a_copy_is_not_shown_even_to_those_who_need_not_wait(visitor, site, clock):
    visitor.get("/fr/")
    site.status = 503
    clock.now += 998
    visitor.get("/fr/")

    clock.now += 2

    assert visitor.get("/fr/").status == 503, "the next attempt is not due, and the copy is too old all the same"


def test_no_old_copy_is_shown_where_the_operator_wants_none(tmp_path, site, clock, settings):
    settings.STALE_MAX = 0
    visitor = cached(tmp_path, site, clock=clock)
    visitor.get("/fr/")
    site.status = 503
    still = visitor.get("/fr/")
    clock.now += KEPT

    assert (still.status, visitor.get("/fr/").status) == (200, 503)


def test_what_is_withdrawn_while_a_new_page_fails_is_not_shown(visitor, site, clock):
    """The look before the attempt is not enough: a database that is silent takes its time to fail."""
    visitor.get("/fr/")
    clock.now += KEPT
    site.status, site.before = 503, lambda: visitor.site.node.numbers.move(withdrawn=True)

    assert visitor.get("/fr/").status == 503
    assert len(visitor.site.store) == 0


class Silence:
    """A site whose pages do not come until it is let go, made beside the visitors as in production."""

    def __init__(self, tmp_path, site, clock):
        self.visitor = cached(tmp_path / "silent", site, clock=clock, renewing=2)
        self.visitor.site.maker.slow = 0.01
        self.released, self.reached = threading.Event(), threading.Event()
        self.site = site

    def begin(self) -> None:
        self.site.before = self._hold

    def _hold(self) -> None:
        self.reached.set()
        assert self.released.wait(WAIT)

    def end(self) -> None:
        self.released.set()
        self.visitor.site.maker.renewing.shutdown()


def test_silent_database_keeps_nobody_from_the_last_copy(tmp_path, site, clock, settings):
    settings.STALE_MAX = 1000
    silence = Silence(tmp_path, site, clock)
    visitor = silence.visitor
    visitor.get("/fr/")
    clock.now += STALE
    site.state = 1
    silence.begin()

    with ThreadPoolExecutor(4) as pool:
        bodies = {one.text for one in pool.map(visitor.get, ["/fr/"] * 8)}
    assert silence.reached.wait(WAIT)
    made = len(site.made)
    silence.end()

    assert (bodies, made) == ({"http|localhost|/fr/|0"}, 2)
    assert visitor.get("/fr/").text == "http|localhost|/fr/|1", "what was begun was kept once it came"


def test_withdrawn_page_is_waited_for_even_where_the_database_is_silent(tmp_path, site, clock):
    silence = Silence(tmp_path, site, clock)
    visitor = silence.visitor
    visitor.get("/fr/")
    clock.now += KEPT
    silence.begin()
    visitor.get("/fr/")

    visitor.site.node.numbers.move(withdrawn=True)
    site.state = 1
    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(visitor.get, "/fr/")
        silence.end()
        text = asking.result(WAIT).text

    assert text == "http|localhost|/fr/|1"


def test_operator_is_told_how_old_the_oldest_copy_is(visitor, site, clock, caplog):
    report.register(visitor.site.store, visitor.site.maker.stale)
    visitor.get("/fr/")
    clock.now += 100
    visitor.get("/ar/")
    before = report.report()
    site.status = 503

    clock.now += KEPT
    for path in ("/fr/", "/ar/", "/fr/"):
        visitor.get(path)
    during = report.report()
    clock.now += SAID_EVERY
    visitor.get("/fr/")
    said = [record.getMessage() for record in caplog.records]
    site.status = 200
    clock.now += RETRY
    visitor.get("/fr/")
    visitor.get("/ar/")

    assert (before.stale, before.oldest_stale) == (0, 0.0)
    assert (during.stale, during.oldest_stale) == (2, 160.0)
    assert [text.partition(" seconds")[0].rpartition(" ")[2] for text in said] == ["160", "220"]
    assert report.report().stale == 0
    assert caplog.records[-1].getMessage() == "pages are made anew again"
