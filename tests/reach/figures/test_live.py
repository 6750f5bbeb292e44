"""Minutes of arrival and the lag of the fold, in Redis and in files."""

import os
import uuid
from datetime import UTC, datetime, timedelta

import pytest
import redis
from django.utils import timezone

from reach.figures import live
from reach.folding.fold import fold
from reach.journal import journal
from tests.reach.conftest import view

REDIS = os.environ.get("REACH_TEST_REDIS", "redis://127.0.0.1:6379/9")


@pytest.fixture(params=["files", "redis"])
def store(request, node, settings):
    """Each of the two stores, empty."""
    settings.REDIS_URL = ""
    if request.param == "files":
        yield live._store()
        return
    try:
        server = redis.Redis.from_url(REDIS, socket_connect_timeout=1)
        server.ping()
    except redis.RedisError as error:
        pytest.skip(f"no Redis answers at REACH_TEST_REDIS or on this machine: {error}")
    settings.REDIS_URL = f"{REDIS}?client_name={uuid.uuid4().hex}"
    kept = [*server.scan_iter("reach:*")]
    assert not kept, "the Redis of tests is in use: name an empty one as REACH_TEST_REDIS"
    yield live._store()
    for key in server.scan_iter("reach:*"):
        server.delete(key)
    live._store().redis.close()
    server.close()


@pytest.fixture
def now(time_machine) -> datetime:
    moment = timezone.now().replace(second=30, microsecond=0)
    time_machine.move_to(moment, tick=False)
    return moment


def test_minutes_add_up_what_arrived(store, now):
    minute = now.replace(second=0)
    live.record(now, {(1, "view"): 2, (1, "entry"): 1, (2, "view"): 9})
    live.record(now - timedelta(minutes=3), {(1, "view"): 5})
    live.record(now, {(1, "view"): 4})

    assert live.minutes(1, ["view", "entry"], now - timedelta(hours=1)) == [
        (minute - timedelta(minutes=3), {"view": 5}),
        (minute, {"view": 6, "entry": 1}),
    ]
    assert live.minutes(1, ["view"], now - timedelta(minutes=1)) == [(minute, {"view": 6})]
    assert live.minutes(3, ["view"], now - timedelta(hours=1)) == []


@pytest.mark.processes
def test_sites_that_share_a_redis_do_not_share_their_minutes(redis_url, settings):
    live.RedisStore(redis_url).add(5, {"1:view": 2})
    same = live.RedisStore(redis_url).read([5], ["1:view"])

    settings.SECRET_KEY = "that of another site"

    assert (same, live.RedisStore(redis_url).read([5], ["1:view"])) == ({5: {"1:view": 2}}, {5: {}})


def test_minutes_are_forgotten_after_a_day(store, now, time_machine):
    live.record(now, {(1, "view"): 2})

    time_machine.move_to(now + timedelta(hours=25), tick=False)
    live.record(timezone.now(), {(1, "view"): 1})

    assert [n for _minute, n in live.minutes(1, ["view"], now - timedelta(days=9))] == [{"view": 1}]


def test_fold_tells_what_arrives_and_nothing_of_protected_surfaces(store, db, now):
    hour = journal.bucket_of(False, now)
    journal.append(view(bucket=hour, campaign=1))
    journal.append(view(bucket=hour, campaign=1, reason="bot"))
    journal.append(view(bucket=hour, surface="outreach", campaign=1))

    fold()

    since = timezone.now() - timedelta(minutes=5)
    assert [n for _minute, n in live.minutes(1, ["view", "rejected"], since)] == [{"view": 1, "rejected": 1}]
    assert live.minutes(0, ["view"], since) == []


def test_fold_tells_no_news_of_more_than_two_hours_ago(store, db, now, time_machine):
    now = now.replace(minute=0)
    time_machine.move_to(now, tick=False)
    for hours in (1, 2):
        journal.append(view(bucket=journal.bucket_of(False, now - timedelta(hours=hours)), campaign=1))

    fold()

    assert [n for _minute, n in live.minutes(1, ["view"], now - timedelta(hours=3))] == [{"view": 1}]


def test_store_that_is_gone_costs_no_count(node, settings, db, caplog, monkeypatch):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(live, "_said_at", float("-inf"))  # another test may have had it said within a minute
    journal.append(view(campaign=1))

    done = fold()

    assert done.lines == 1
    assert live.minutes(1, ["view"], datetime(2026, 1, 1, tzinfo=UTC)) == []
    assert {record.levelname for record in caplog.records} == {"WARNING"}
