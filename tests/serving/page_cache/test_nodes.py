"""Several nodes of one site: what one changes, the others hear; where they cannot, they serve on."""

import os
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
import redis
from django.db import connection
from django.db.models.functions import Now

from core.models import ServingNode, SharedNumbers
from serving.page_cache.changes import confirming
from serving.page_cache.changes.in_database import InDatabase
from serving.page_cache.changes.in_redis import InRedis
from serving.page_cache.changes.node import Node
from serving.page_cache.changes.numbers import BARRIER, Numbers
from serving.page_cache.changes.watching import Watcher
from tests.serving.page_cache.pretence import Pretence
from tests.serving.page_cache.visits import cached

URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
NOBODY = "redis://127.0.0.1:1/0"


def answers(url: str) -> bool:
    try:
        return redis.Redis.from_url(url, socket_connect_timeout=1).ping()
    except redis.RedisError:
        return False


def in_redis(request):
    if not answers(URL):
        pytest.skip("no Redis answers")
    prefix = f"page-cache-test:{uuid.uuid4().hex}"

    def make(register: InDatabase | None = None) -> InRedis:
        made = InRedis(URL, prefix, register)
        request.addfinalizer(lambda: (made.close(), made.client.close()))
        return made

    def lose() -> None:
        with redis.Redis.from_url(URL) as client:
            client.delete(prefix, *client.keys(f"{prefix}:*"))

    request.addfinalizer(lambda: lose() if answers(URL) else None)
    return make, lose


def in_database(request):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")

    def make() -> InDatabase:
        made = InDatabase()
        request.addfinalizer(made.close)
        return made

    return make, SharedNumbers.objects.all().delete


committing = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=[in_redis, pytest.param(in_database, marks=committing)], ids=["redis", "database"])
def shared(request):
    """How a node comes to the shared place, and how that loses what it knows."""
    return request.param(request)


@pytest.fixture
def nodes(shared, tmp_path) -> list[Node]:
    """Two nodes that have heard each other."""
    make, _lose = shared
    found = [Node(Numbers(tmp_path / name), make()) for name in "ab"]
    found[0].move()
    for node in found:
        node.listen_once(0.01)
    return found


def test_change_on_one_node_is_heard_on_the_other(nodes):
    here, there = nodes
    before = [node.numbers.read() for node in nodes]

    here.move()
    there.listen_once(5)
    after = [node.numbers.read() for node in nodes]
    here.listen_once(0.01)

    assert [first != second for first, second in zip(before, after, strict=True)] == [True, True]
    assert [first[BARRIER:] == second[BARRIER:] for first, second in zip(before, after, strict=True)] == [True, True]
    assert here.numbers.read() == after[0], "its own word is no news to it"


def test_withdrawal_on_one_node_is_one_on_the_other(nodes):
    here, there = nodes
    before = there.numbers.read()

    here.move(withdrawn=True)
    there.listen_once(5)

    assert there.numbers.read()[BARRIER:] != before[BARRIER:]


def test_page_is_made_anew_on_the_other_node(nodes, tmp_path):
    here, there = nodes
    site = Pretence()
    visitor = cached(tmp_path, site, at=there)
    visitor.get("/fr/")

    site.state = 1
    here.move(withdrawn=True)
    there.listen_once(5)

    assert visitor.get("/fr/").text == "http|localhost|/fr/|1"


def test_place_that_was_emptied_is_a_change_and_never_counts_up_to_a_known_number(nodes, shared):
    here, there = nodes
    here.move(withdrawn=True)
    there.listen_once(5)
    seen = {node.numbers.read() for node in nodes}
    _make, lose = shared

    lose()
    for _ in range(3):
        here.move(withdrawn=True)
        there.listen_once(0.5)
        now = there.numbers.read()
        assert now not in seen
        assert now[BARRIER:] not in {one[BARRIER:] for one in seen}
        seen.add(now)


def test_two_losses_do_not_look_alike(nodes, shared):
    """A page that was made after the first loss is none of those that may be shown after the second."""
    _here, there = nodes
    _make, lose = shared
    seen = []

    for _ in range(3):
        lose()
        there.listen_once(0.01)
        seen.append(there.numbers.read()[BARRIER:])

    assert len(set(seen)) == 3


def test_place_that_counts_less_than_before_is_another_place(nodes, shared, caplog):
    """It was restored from a copy: what is counted from there on must not pass for what was known."""
    here, there = nodes
    for _ in range(5):
        here.move(withdrawn=True)
    there.listen_once(0.01)
    here.listen_once(0.01)
    before = {node.numbers.read()[BARRIER:] for node in nodes}

    set_back(here.others, withdrawn=1, changed=2)
    seen = set()
    for _ in range(8):
        here.move(withdrawn=True)
        there.listen_once(0.01)
        seen.add(there.numbers.read()[BARRIER:])

    assert len(seen) == 8
    assert not seen & before
    assert caplog.text.count("counts less than before") == 1


def set_back(others, *, changed: int, withdrawn: int) -> None:
    if isinstance(others, InRedis):
        others.client.mset({others._key("changed"): changed, others._key("withdrawn"): withdrawn})
    else:
        SharedNumbers.objects.update(changed=changed, withdrawn=withdrawn)


def test_node_confirms_what_it_has_heard(nodes, monkeypatch, settings):
    here, there = nodes
    monkeypatch.setattr(confirming, "node", lambda: here)
    listen(here, settings, "here")
    listen(there, settings, "there")

    here.move(withdrawn=True)
    number = confirming.told_as()
    first = said(number)
    listen(there, settings, "there")
    second = said(number)
    listen(here, settings, "here")

    assert number is not None
    assert first == {"here": False, "there": False}
    assert second == {"here": False, "there": True}
    assert said(number) == {"here": True, "there": True}
    assert said(None) == {"here": False, "there": False}, "nobody confirms what nobody was told"


def test_confirmation_of_before_a_loss_is_none_after_it(nodes, shared, monkeypatch, settings):
    here, there = nodes
    monkeypatch.setattr(confirming, "node", lambda: here)
    listen(there, settings, "there")
    here.move(withdrawn=True)
    number = confirming.told_as()

    here.others.restart()
    cut_off = said(number)
    listen(there, settings, "there")

    assert cut_off["there"] is False
    assert said(number)["there"] is True, "whoever has heard of the new epoch has forgotten all that is older"


@pytest.fixture
def registered(request, tmp_path, settings, monkeypatch) -> tuple[Node, Node, Callable[[], None]]:
    """Two nodes of a site on Redis and PostgreSQL that have confirmed, and how Redis loses what it knows."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    make, lose = in_redis(request)
    here, there = [Node(Numbers(tmp_path / name), make(InDatabase())) for name in ("here", "there")]
    monkeypatch.setattr(confirming, "node", lambda: here)
    here.move(withdrawn=True)
    listen(here, settings, "here")
    listen(there, settings, "there")
    return here, there, lose


@pytest.mark.django_db(transaction=True)
def test_node_that_is_cut_off_is_named_although_redis_lost_who_was_there(registered, settings):
    here, there, lose = registered
    before = said(confirming.told_as())

    lose()
    here.move(withdrawn=True)
    listen(here, settings, "here")
    number = confirming.told_as()
    cut_off = said(number), confirming.are_several()
    listen(there, settings, "there")

    assert before == {"here": True, "there": True}
    assert cut_off == ({"here": True, "there": False}, True)
    assert said(number) == {"here": True, "there": True}


@pytest.mark.django_db(transaction=True)
def test_node_that_never_reached_redis_is_named_too(registered, settings, tmp_path):
    never = Node(Numbers(tmp_path / "never"), InRedis(NOBODY, "x", InDatabase()))
    settings.NODE_NAME = "never"

    with pytest.raises(redis.RedisError):
        never.listen_once(0.01)
    found = {one.name: one.confirmed for one in confirming.confirmations(confirming.told_as())}

    assert found == {"here": True, "there": True, "never": False}


@pytest.mark.django_db(transaction=True)
def test_nodes_are_named_while_redis_is_away_and_one_of_yesterday_is_not(registered, settings):
    here, _there, _lose = registered
    settings.NODE_NAME = "here"
    here.others = InRedis(NOBODY, "x", here.others.register)
    here.move(withdrawn=True)

    untold = {one.name: one.confirmed for one in confirming.unheard(confirming.told_as())}
    ServingNode.objects.filter(name="there").update(heard_at=Now() - timedelta(days=1, seconds=1))

    assert untold == {"here": True, "there": False}
    assert [one.name for one in confirming.unheard(7)] == ["here"]
    assert [one.confirmed for one in confirming.unheard(7)] == [False]


@pytest.mark.django_db(transaction=True)
def test_node_makes_itself_known_at_its_start_and_rarely_after(registered, settings):
    here, _there, _lose = registered
    first = ServingNode.objects.get(name="here").heard_at

    listen(here, settings, "here")
    again = ServingNode.objects.get(name="here").heard_at
    here.others._joins_at = float("-inf")
    listen(here, settings, "here")

    assert again == first
    assert ServingNode.objects.get(name="here").heard_at > first


def test_node_that_could_not_tell_has_no_number_and_another_tells_for_it(nodes, monkeypatch):
    here, there = nodes
    others, here.others = here.others, InRedis(NOBODY, "x")
    here.move(withdrawn=True)
    monkeypatch.setattr(confirming, "node", lambda: here)
    alone = confirming.told_as(), confirming.tell_again(), confirming.are_several()
    monkeypatch.setattr(confirming, "node", lambda: there)
    before = there.numbers.read()[BARRIER:]

    number = confirming.tell_again()
    here.others = others

    assert alone == (None, None, True)
    assert number is not None
    assert there.numbers.read()[BARRIER:] != before


def listen(node: Node, settings, name: str) -> None:
    settings.NODE_NAME = name
    node._confirmed_at = float("-inf")  # it was another's name a moment ago
    node.listen_once(0.01)


def said(number: int | None) -> dict[str, bool]:
    return {one.name: one.confirmed for one in confirming.confirmations(number) if one.name in ("here", "there")}


def test_watcher_hears_and_says_how_long_ago(nodes):
    here, there = nodes
    watcher = Watcher(there)
    before = there.numbers.read()

    watcher.start()
    here.move()
    heard = wait_until(lambda: there.numbers.read() != before)
    watcher.stop()

    assert heard
    assert 0 <= there.age < 5
    assert not watcher.is_started


def test_unreachable_place_stops_no_write_and_no_page_and_is_caught_up(shared, tmp_path, caplog):
    make, _lose = shared
    here, there = Node(Numbers(tmp_path / "a"), InRedis(NOBODY, "x")), Node(Numbers(tmp_path / "b"), make())
    there.listen_once(0.01)
    before = there.numbers.read()
    visitor = cached(tmp_path, Pretence(), at=here)

    here.move(withdrawn=True)
    unheard = here.numbers.untold()
    with pytest.raises(redis.RedisError):
        here.listen_once(0.01)
    assert visitor.get("/fr/").status == 200
    here.others = make()
    here.listen_once(0.01)
    there.listen_once(0.01)

    assert "could not be told" in caplog.text
    assert unheard == (True, True)
    assert here.numbers.untold() == (False, False)
    assert there.numbers.read()[BARRIER:] != before[BARRIER:]


def test_watcher_survives_a_place_that_goes_and_comes_back(shared, tmp_path, caplog):
    make, _lose = shared
    node = Node(Numbers(tmp_path / "a"), InRedis(NOBODY, "x"))
    watcher = Watcher(node)

    watcher.start()
    assert wait_until(lambda: "are not heard" in caplog.text)
    age = node.age
    node.others = make()
    assert wait_until(lambda: "heard again" in caplog.text)
    watcher.stop()

    assert age is None
    assert node.age is not None
    assert caplog.text.count("are not heard") == 1


def test_node_alone_looks_at_its_file_each_second(tmp_path):
    node = Node(Numbers(tmp_path / "a"))
    watcher = Watcher(node)
    first = node.numbers.read()

    watcher.start()
    node.numbers.path.unlink()
    mended = wait_until(lambda: node.numbers.read() != first)
    watcher.stop()

    assert mended
    assert node.age is not None


def wait_until(condition, seconds: float = 15) -> bool:
    import time

    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
