"""Who makes a page, who waits for it, and who gets the last copy."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from serving.page_cache.entries import KEPT, STALE
from serving.page_cache.making import RETRY
from tests.serving.page_cache.pretence import Pretence
from tests.serving.page_cache.visits import cached

WAIT = 10


@pytest.fixture
def site() -> Pretence:
    return Pretence()


@pytest.fixture
def visitor(tmp_path, site, clock):
    return cached(tmp_path, site, clock=clock)


@pytest.fixture
def numbers(visitor):
    return visitor.site.node.numbers


class Hold:
    """Keeps the site from finishing a page until it is let go."""

    def __init__(self, site: Pretence):
        self.reached, self.released = threading.Event(), threading.Event()
        site.before = self

    def __call__(self) -> None:
        self.reached.set()
        assert self.released.wait(WAIT)


def test_page_that_nobody_has_yet_is_made_once_while_the_others_wait(visitor, site):
    hold = Hold(site)

    with ThreadPoolExecutor(8) as pool:
        visits = [pool.submit(visitor.get, "/fr/") for _ in range(8)]
        assert hold.reached.wait(WAIT)
        hold.released.set()
        bodies = {visit.result().text for visit in visits}

    assert bodies == {"http|localhost|/fr/|0"}
    assert site.made == ["/fr/"]


def test_others_get_the_last_copy_while_one_makes_a_new_one(visitor, site, numbers):
    visitor.get("/fr/")
    site.state = 1
    numbers.move(withdrawn=False)
    hold = Hold(site)

    with ThreadPoolExecutor(1) as pool:
        making = pool.submit(visitor.get, "/fr/")
        assert hold.reached.wait(WAIT)
        meanwhile = visitor.get("/fr/").text
        hold.released.set()
        made = making.result().text

    assert (meanwhile, made, visitor.get("/fr/").text) == (
        "http|localhost|/fr/|0",
        "http|localhost|/fr/|1",
        "http|localhost|/fr/|1",
    )
    assert len(site.made) == 2


def test_what_was_withdrawn_is_waited_for_and_never_shown(visitor, site, numbers):
    visitor.get("/fr/")
    site.state = 1
    numbers.move(withdrawn=True)
    hold = Hold(site)

    with ThreadPoolExecutor(4) as pool:
        visits = [pool.submit(visitor.get, "/fr/") for _ in range(4)]
        assert hold.reached.wait(WAIT)
        hold.released.set()
        bodies = {visit.result().text for visit in visits}

    assert bodies == {"http|localhost|/fr/|1"}


def test_copy_that_was_begun_before_a_withdrawal_is_given_to_nobody_else(visitor, site, numbers):
    hold = Hold(site)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(visitor.get, "/fr/")
        assert hold.reached.wait(WAIT)
        site.state = 1
        numbers.move(withdrawn=True)
        second = pool.submit(visitor.get, "/fr/")
        hold.released.set()

    assert first.result().text == "http|localhost|/fr/|0"
    assert second.result().text == "http|localhost|/fr/|1"


def test_copy_is_renewed_after_a_minute(visitor, site, clock):
    visitor.get("/fr/")
    clock.now += KEPT - 1
    visitor.get("/fr/")
    before = len(site.made)

    clock.now += 1
    visitor.get("/fr/")

    assert (before, len(site.made)) == (1, 2)


def test_copy_of_long_ago_is_not_shown_while_a_new_one_is_made(visitor, site, clock):
    visitor.site.maker.slow = WAIT
    visitor.get("/fr/")
    site.state = 1
    clock.now += STALE
    hold = Hold(site)

    with ThreadPoolExecutor(2) as pool:
        visits = [pool.submit(visitor.get, "/fr/") for _ in range(2)]
        assert hold.reached.wait(WAIT)
        hold.released.set()
        bodies = {visit.result().text for visit in visits}

    assert bodies == {"http|localhost|/fr/|1"}


@pytest.mark.parametrize("failure", ["status", "exception"])
def test_last_copy_is_shown_where_no_new_one_can_be_made(visitor, site, numbers, clock, failure, caplog):
    visitor.get("/fr/")
    numbers.move(withdrawn=False)
    clock.now += STALE
    break_down(site, failure)

    answers = [visitor.get("/fr/") for _ in range(3)]
    failed = len(site.made)
    clock.now += RETRY
    mend(site)

    assert [(answer.status, answer.text) for answer in answers] == [(200, "http|localhost|/fr/|0")] * 3
    assert failed == 2
    assert visitor.get("/fr/").text == "http|localhost|/fr/|5"
    assert ("could not be made anew" in caplog.text) == (failure == "exception")


@pytest.mark.parametrize("failure", ["status", "exception"])
def test_failure_without_a_copy_is_told_and_holds_nobody_up(visitor, site, failure, clock):
    break_down(site, failure)

    for _ in range(2):
        if failure == "exception":
            with pytest.raises(RuntimeError):
                visitor.get("/fr/")
        else:
            assert visitor.get("/fr/").status == 500
    mend(site)
    clock.now += RETRY

    assert [visitor.get("/fr/").text for _ in range(2)] == ["http|localhost|/fr/|5"] * 2
    assert len(site.made) == 3


@pytest.mark.parametrize("failure", ["status", "exception"])
def test_what_was_withdrawn_is_not_shown_even_where_no_new_copy_can_be_made(visitor, site, numbers, failure):
    visitor.get("/fr/")
    numbers.move(withdrawn=True)
    break_down(site, failure)

    if failure == "exception":
        with pytest.raises(RuntimeError):
            visitor.get("/fr/")
    else:
        assert visitor.get("/fr/").status == 500
    assert len(visitor.site.store) == 0


def break_down(site: Pretence, failure: str) -> None:
    if failure == "status":
        site.status = 500
    else:
        site.before = fail


def mend(site: Pretence) -> None:
    site.status, site.before, site.state = 200, lambda: None, 5


def fail() -> None:
    raise RuntimeError


def test_address_that_is_not_kept_makes_nobody_wait(visitor, site):
    site.offers = False
    visitor.get("/fr/")
    both = threading.Barrier(2)
    site.before = lambda: both.wait(WAIT)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(visitor.get, ["/fr/", "/fr/"]))

    assert len(site.made) == 3


def test_address_of_a_page_that_was_put_back_is_kept_again(visitor, site, numbers):
    site.status = 404
    assert [visitor.get("/fr/").status for _ in range(2)] == [404, 404]

    site.status = 200
    numbers.move(withdrawn=False)

    assert [visitor.get("/fr/").status for _ in range(3)] == [200] * 3
    assert len(site.made) == 3


def test_page_that_goes_is_not_kept(visitor, site, numbers):
    visitor.get("/fr/")

    site.status = 404
    numbers.move(withdrawn=False)

    assert [visitor.get("/fr/").status for _ in range(2)] == [404, 404]
    assert len(visitor.site.store) == 0


def test_memory_is_bounded_and_what_is_not_asked_for_goes_first(tmp_path, site, settings):
    settings.PAGE_CACHE_MB = 1
    site.body_of = lambda environ: (
        environ["PATH_INFO"] + "".join(str(hash((environ["PATH_INFO"], n))) for n in range(8000))
    )
    visitor = cached(tmp_path, site)
    store = visitor.site.store

    visitor.get("/fr/0/")
    for number in range(1, 12):
        visitor.get(f"/fr/{number}/")
        visitor.get("/fr/0/")

    assert 0 < store.size <= 2**20
    assert store.size == sum(entry.size for entry in store._entries.values())
    assert site.made.count("/fr/0/") == 1
    visitor.get("/fr/1/")
    assert site.made.count("/fr/1/") == 2


def test_page_larger_than_all_the_memory_is_answered_and_not_kept(tmp_path, site, settings):
    settings.PAGE_CACHE_MB = 1
    site.body_of = lambda environ: "x" * 2**20
    visitor = cached(tmp_path, site)

    assert [len(visitor.get("/fr/").body) for _ in range(2)] == [2**20] * 2
    assert (len(visitor.site.store), visitor.site.store.size) == (0, 0)


def test_numbers_that_cannot_be_read_switch_the_cache_off(tmp_path, site, caplog):
    (tmp_path / "numbers").mkdir()

    visitor = cached(tmp_path, site)

    assert [visitor.get("/fr/").status for _ in range(2)] == [200, 200]
    assert len(site.made) == 2
    assert "pages are not kept" in caplog.text
