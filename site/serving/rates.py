"""How often one address may send: 120 times a minute unless said otherwise, since a school shares one. No address is kept, anywhere.

What is counted is a digest of it under a key that is drawn each hour. The key lies in memory; where several processes
share Redis, half of it lies there for the hour, and is of no use without the site's own secret.
"""

import hashlib
import hmac
import ipaddress
import logging
import secrets
import threading
import time
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import FixedWindowRateLimiter

from serving.proxies import client_address, parsed

A_MINUTE = RateLimitItemPerMinute(120)
HOUR = 3600  # seconds
PATIENCE = 0.25  # seconds until Redis counts as failed
PAUSE = 5.0  # seconds until it is asked again
SHARED_KEY = "rate-key:{}"

logger = logging.getLogger(__name__)
_lock = threading.Lock()
_limiters: dict[str, "Limiter"] = {}
_alone_until = 0.0


class Limiter:
    """Counts in one place: in this process, or in Redis."""

    def __init__(self, redis_url: str = ""):
        self._storage = _redis(redis_url) if redis_url else MemoryStorage()
        self._strategy = FixedWindowRateLimiter(self._storage)
        self._hour, self._key = -1, b""

    def allows(self, address: str, now: float, cost: int = 1, limit: RateLimitItem = A_MINUTE) -> bool:
        digest = hmac.digest(self._key_of(int(now) // HOUR), address.encode(), hashlib.sha256)
        return self._strategy.hit(limit, digest[:12].hex(), cost=cost)

    def _key_of(self, hour: int) -> bytes:
        if hour != self._hour:
            self._key, self._hour = self._drawn(hour), hour
        return self._key

    def _drawn(self, hour: int) -> bytes:
        key = secrets.token_bytes(32)
        if isinstance(self._storage, MemoryStorage):
            return key
        name, redis = SHARED_KEY.format(hour), self._storage.storage
        redis.set(name, key, ex=HOUR + 60, nx=True)
        return hmac.digest(settings.SECRET_KEY.encode(), redis.get(name), hashlib.sha256)


def allows(environ: Mapping[str, Any], cost: int = 1, limit: RateLimitItem = A_MINUTE) -> bool:
    """Whether the address behind a request may send once more; `cost` is as how many times it counts. Each limit counts for itself.

    Where Redis fails, this process counts alone.
    """
    global _alone_until
    address, now = address_of(environ), time.time()
    if settings.REDIS_URL and time.monotonic() >= _alone_until:
        try:
            return _limiter(settings.REDIS_URL).allows(address, now, cost, limit)
        except Exception as error:
            _alone_until = time.monotonic() + PAUSE
            # Its message may name the server and its password.
            logger.warning("rates are counted in this process alone: %s", type(error).__name__)
    return _limiter("").allows(address, now, cost, limit)


def address_of(environ: Mapping[str, Any]) -> str:
    """The network of the sender: an IPv4 address, or the 64 bits of an IPv6 one that a provider gives to a household."""
    sender = client_address(environ)
    address = parsed(sender)
    if address is None or address.version == 4:
        return sender
    return str(ipaddress.ip_network((address, 64), strict=False))


def _limiter(redis_url: str) -> Limiter:
    with _lock:
        if redis_url not in _limiters:
            _limiters[redis_url] = Limiter(redis_url)
        return _limiters[redis_url]


def _redis(url: str) -> RedisStorage:
    address = f"redis+{url}" if url.startswith("unix:") else url
    return RedisStorage(address, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)


def forget() -> None:
    """All counts of this process, and that Redis was away."""
    global _alone_until
    _limiters.clear()
    _alone_until = 0.0
