"""Several nodes of one site: what one changes, the others hear; where they cannot, they serve on."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connection, connections

from core.models import SharedNumbers
from serving.page_cache.changes import confirming
from serving.page_cache.changes.in_database import InDatabase
from serving.page_cache.changes.node import Node
from serving.page_cache.changes.numbers import BARRIER, Numbers
from serving.page_cache.changes.watching import Watcher
from tests.live import free_port
from tests.serving.page_cache.pretence import Pretence
from tests.serving.page_cache.visits import cached

# What a node says of itself it commits.
pytestmark = pytest.mark.django_db(transaction=True)
AWAY = "away"


@pytest.fixture
def make(request) -> Callable[[], InDatabase]:
    """How a node comes to the place that all share."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: a site on SQLite has one node")

    def made() -> InDatabase:
        place = InDatabase()
        request.addfinalizer(place.close)
        return place

    return made


@pytest.fixture
def away(make) -> Iterator[InDatabase]:
    """A place that nobody reaches."""
    connections.settings[AWAY] = connection.settings_dict | {"HOST": "127.0.0.1", "PORT": str(free_port())}
    place = InDatabase(AWAY)
    assert connections[AWAY].vendor == "postgresql"  # this thread has one, which goes afterwards
    yield place
    del connections[AWAY], connections.settings[AWAY]


@pytest.fixture
def nodes(make, tmp_path) -> list[Node]:
    """Two nodes that have heard each other."""
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


def test_place_that_was_emptied_is_a_change_and_never_counts_up_to_a_known_number(nodes):
    here, there = nodes
    here.move(withdrawn=True)
    there.listen_once(5)
    seen = {node.numbers.read() for node in nodes}

    SharedNumbers.objects.all().delete()
    for _ in range(3):
        here.move(withdrawn=True)
        there.listen_once(0.5)
        now = there.numbers.read()
        assert now not in seen
        assert now[BARRIER:] not in {one[BARRIER:] for one in seen}
        seen.add(now)


def test_two_losses_do_not_look_alike(nodes):
    """A page that was made after the first loss is none of those that may be shown after the second."""
    _here, there = nodes
    seen = []

    for _ in range(3):
        SharedNumbers.objects.all().delete()
        there.listen_once(0.01)
        seen.append(there.numbers.read()[BARRIER:])

    assert len(set(seen)) == 3


def test_place_that_counts_less_than_before_is_another_place(nodes, caplog):
    """It was restored from a copy: what is counted from there on must not pass for what was known."""
    here, there = nodes
    for _ in range(5):
        here.move(withdrawn=True)
    there.listen_once(0.01)
    here.listen_once(0.01)
    before = {node.numbers.read()[BARRIER:] for node in nodes}

    SharedNumbers.objects.update(withdrawn=1, changed=2)
    seen = set()
    for _ in range(8):
        here.move(withdrawn=True)
        there.listen_once(0.01)
        seen.add(there.numbers.read()[BARRIER:])

    assert len(seen) == 8
    assert not seen & before
    assert caplog.text.count("counts less than before") == 1


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


def test_confirmation_of_before_a_loss_is_none_after_it(nodes, monkeypatch, settings):
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


def test_node_that_could_not_tell_has_no_number_and_another_tells_for_it(nodes, away, monkeypatch):
    here, there = nodes
    others, here.others = here.others, away
    here.move(withdrawn=True)
    monkeypatch.setattr(confirming, "node", lambda: here)
    alone = confirming.told_as(), confirming.tell_again()
    monkeypatch.setattr(confirming, "node", lambda: there)
    before = there.numbers.read()[BARRIER:]

    number = confirming.tell_again()
    here.others = others

    assert alone == (None, None)
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


def test_unreachable_place_stops_no_write_and_no_page_and_is_caught_up(make, away, tmp_path, caplog):
    here, there = Node(Numbers(tmp_path / "a"), away), Node(Numbers(tmp_path / "b"), make())
    there.listen_once(0.01)
    before = there.numbers.read()
    visitor = cached(tmp_path, Pretence(), at=here)

    here.move(withdrawn=True)
    unheard = here.numbers.untold()
    with pytest.raises(psycopg.OperationalError):
        here.listen_once(0.01)
    assert visitor.get("/fr/").status == 200
    here.others = make()
    here.listen_once(0.01)
    there.listen_once(0.01)

    assert "could not be told" in caplog.text
    assert unheard == (True, True)
    assert here.numbers.untold() == (False, False)
    assert there.numbers.read()[BARRIER:] != before[BARRIER:]


def test_watcher_survives_a_place_that_goes_and_comes_back(make, away, tmp_path, caplog):
    node = Node(Numbers(tmp_path / "a"), away)
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
