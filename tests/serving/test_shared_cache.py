"""Django's cache while its Redis is away: the process's own memory, at once, and nothing of before when Redis is back."""

import time

import pytest
from django.core.cache import caches

from serving import shared_cache
from serving.shared_cache import PAUSE
from tests.faults.servers import RedisServer


@pytest.fixture
def server(tmp_path):
    server = RedisServer(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def cache(server, settings, monkeypatch):
    monkeypatch.setattr(shared_cache, "_absences", {})
    settings.CACHES = {"default": {"BACKEND": "serving.shared_cache.SharedCache", "LOCATION": server.url}}
    yield caches["default"]
    caches["default"]._cache.get_client(write=True).close()


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = time.monotonic()

        def monotonic(self) -> float:
            return self.now

    clock = Clock()
    monkeypatch.setattr(shared_cache, "time", clock)
    return clock


@pytest.mark.processes
def test_process_has_its_own_memory_without_redis_and_one_line_says_so(cache, server, caplog):
    cache.set("a", 1)
    server.stop()

    cache.set("b", 2)
    answers = [
        cache.get("a"),
        cache.get("a", "none"),
        cache.get_many(["a", "b"]),
        cache.add("c", 1),
        cache.delete("a"),
        cache.has_key("a"),
        cache.set_many({"d": 1}),
        cache.get_or_set("e", lambda: 5),
        cache.touch("a"),
        cache.delete_many(["a"]),
        cache.clear(),
    ]
    server.start()

    assert answers == [None, "none", {"b": 2}, True, False, False, [], 5, False, None, None]
    assert caplog.text.count("the shared cache does not answer") == 1
    assert "127.0.0.1" not in caplog.text


@pytest.mark.processes
def test_what_changed_meanwhile_is_not_what_it_was_when_redis_is_back(cache, server, clock, caplog):
    """The server is a frozen one: it still has all that it knew."""
    cache.set("deleted", "old")
    cache.set("changed", "old")
    cache.set("kept", "old")
    absence = cache._cache.absence
    absence.begin(ConnectionError())

    cache.delete("deleted")
    cache.set("changed", "new")
    away = [cache.get(name) for name in ("deleted", "changed", "kept")]
    clock.now += PAUSE

    assert away == [None, "new", None]
    assert [cache.get(name) for name in ("deleted", "changed", "kept")] == [None, None, "old"]
    assert "answers again" in caplog.text
