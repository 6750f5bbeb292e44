"""The numbers in Redis. An epoch, drawn at random, tells a Redis that was emptied from one that counted on."""

import hashlib
import secrets
from typing import Any

import redis
from django.conf import settings

from core.page_cache.numbers import combined

PATIENCE = 1.0  # seconds


class InRedis:
    name = "redis"

    def __init__(self, url: str, prefix: str | None = None):
        self.client = redis.Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
        # Sites that share a Redis do not share their numbers: channels know no database.
        site = hashlib.blake2s(settings.SECRET_KEY.encode(), digest_size=8).hexdigest()
        self.prefix = prefix or f"page-cache:{site}"
        self._heard: Any = None

    def tell(self, *, withdrawn: bool, listening: bool = False) -> tuple[int, int]:
        with self.client.pipeline(transaction=True) as pipe:
            pipe.set(self._key("epoch"), secrets.randbits(31), nx=True)
            pipe.get(self._key("epoch"))
            pipe.incr(self._key("changed"))
            pipe.incrby(self._key("withdrawn"), int(withdrawn))
            pipe.publish(self.prefix, "")
            _new, epoch, changes, withdrawals, _told = pipe.execute()
        return combined(int(epoch), changes), combined(int(epoch), withdrawals)

    def read(self) -> tuple[int, int]:
        epoch, changes, withdrawals = (
            int(value or 0) for value in self.client.mget(map(self._key, ("epoch", "changed", "withdrawn")))
        )
        return combined(epoch, changes), combined(epoch, withdrawals)

    def wait(self, seconds: float) -> None:
        if self._heard is None:
            self._heard = self.client.pubsub(ignore_subscribe_messages=True)
            self._heard.subscribe(self.prefix)
        self._heard.get_message(timeout=seconds)

    def close(self) -> None:
        heard, self._heard = self._heard, None
        if heard is not None:
            heard.close()

    def _key(self, name: str) -> str:
        return f"{self.prefix}:{name}"
