"""How often an address may send, and that it is kept nowhere."""

from ipaddress import ip_network

import pytest
import redis
import time_machine
from limits import RateLimitItemPerHour

from serving import rates
from tests.live import free_port
from tests.reach.conftest import redis_url  # noqa: F401 (a fixture)

NOON = 494_000 * 3600 + 1800.0
ADDRESS = "203.0.113.77"


@pytest.fixture(autouse=True)
def fresh():
    rates.forget()
    yield
    for limiter in rates._limiters.values():
        getattr(limiter._storage.storage, "close", lambda: None)()
    rates.forget()


def test_address_may_send_120_times_a_minute():
    sent = [rates.allows({"REMOTE_ADDR": ADDRESS}) for _time in range(125)]

    assert sent == [True] * 120 + [False] * 5
    assert rates.allows({"REMOTE_ADDR": "203.0.113.78"})


def test_address_may_send_again_in_the_next_minute():
    with time_machine.travel(NOON, tick=False) as clock:
        for _time in range(121):
            rates.allows({"REMOTE_ADDR": ADDRESS})
        clock.shift(61)

        assert rates.allows({"REMOTE_ADDR": ADDRESS})


def test_each_limit_counts_for_itself():
    few = RateLimitItemPerHour(3)

    sent = [rates.allows({"REMOTE_ADDR": ADDRESS}, limit=few) for _time in range(5)]

    assert sent == [True] * 3 + [False] * 2
    assert rates.allows({"REMOTE_ADDR": ADDRESS})


def test_who_is_counted_is_whom_the_proxy_names(settings):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8")]

    said = {"REMOTE_ADDR": "10.0.0.2", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 2001:db8:1:2:3:4:5:6"}
    assert rates.address_of(said) == "2001:db8:1:2::/64"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.77", "203.0.113.77"),
        ("no address", "no address"),
    ],
)
def test_household_with_ipv6_is_one(address, network):
    assert rates.address_of({"REMOTE_ADDR": address}) == network


def test_neither_the_address_nor_what_leads_to_it_is_in_memory():
    rates.allows({"REMOTE_ADDR": ADDRESS})

    limiter = rates._limiters[""]
    kept = repr(limiter._storage.storage)
    assert "LIMITER" in kept
    assert ADDRESS not in kept


def test_key_is_drawn_anew_each_hour():
    limiter = rates.Limiter()
    first = limiter._key_of(1)

    assert limiter._key_of(1) == first
    assert limiter._key_of(2) != first


@pytest.mark.processes
def test_processes_that_share_redis_count_together_and_redis_knows_no_address(settings, redis_url):  # noqa: F811
    settings.REDIS_URL = redis_url
    for _time in range(100):
        assert rates.allows({"REMOTE_ADDR": ADDRESS})
    rates._limiters.pop(redis_url)._storage.storage.close()  # as another process begins

    sent = [rates.allows({"REMOTE_ADDR": ADDRESS}) for _time in range(30)]

    assert sent == [True] * 20 + [False] * 10
    with redis.Redis.from_url(redis_url) as client:
        keys = client.keys()
        kept = b" ".join(key + b"=" + client.get(key) for key in keys)
        assert {client.ttl(key) > 0 for key in keys} == {True}
    assert ADDRESS.encode() not in kept


def test_process_counts_alone_where_redis_is_gone(settings):
    settings.REDIS_URL = f"redis://127.0.0.1:{free_port()}/0"

    sent = [rates.allows({"REMOTE_ADDR": ADDRESS}) for _time in range(121)]

    assert sent == [True] * 120 + [False]
