"""The numbers in Redis. An epoch, drawn at random, tells a Redis that was emptied from one that counted on."""

import logging
import secrets
import time
from typing import Any

import redis

from serving.page_cache.changes.in_database import InDatabase
from serving.page_cache.changes.numbers import combined
from serving.page_cache.changes.shared import FORGOTTEN, Seen
from serving.shared_redis import site_digest

PATIENCE = 1.0  # seconds
JOINED_EVERY = 600.0  # seconds
JOINED_AGAIN = 30.0  # seconds after a database that did not answer

logger = logging.getLogger(__name__)


class InRedis:
    """`register`: where the nodes are known too, since Redis may lose who was there."""

    name = "redis"

    def __init__(self, url: str, prefix: str | None = None, register: InDatabase | None = None):
        self.client = redis.Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
        self.prefix = prefix or f"page-cache:{site_digest()}"
        self.register = register
        self._joins_at = float("-inf")
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
        """Where nothing is left an epoch is drawn at once: two losses do not look alike."""
        keys = [self._key(name) for name in ("epoch", "changed", "withdrawn")]
        known = self.client.mget(keys)
        if known[0] is None:
            self.client.set(keys[0], secrets.randbits(31), nx=True)
            known = self.client.mget(keys)
        epoch, changes, withdrawals = (int(value or 0) for value in known)
        return combined(epoch, changes), combined(epoch, withdrawals)

    def restart(self) -> None:
        self.client.set(self._key("epoch"), secrets.randbits(31))

    def join(self, name: str) -> None:
        """A database that is away is asked again later, and keeps nobody from hearing Redis."""
        if self.register is None or time.monotonic() < self._joins_at:
            return
        pause = JOINED_AGAIN
        try:
            self.register.confirm(name, 0)
            pause = JOINED_EVERY
        except Exception as error:  # whatever the database raises where it is away, or not migrated yet
            logger.info("page cache: this node could not be made known: %s", type(error).__name__)
        finally:
            self.register.close()
            self._joins_at = time.monotonic() + pause

    def confirm(self, name: str, withdrawn: int) -> None:
        self.client.hset(self._key("nodes"), name, f"{withdrawn} {self._time()}")

    def nodes(self) -> tuple[int, list[Seen]]:
        now, found = self._time(), []
        for name, said in self.client.hgetall(self._key("nodes")).items():
            withdrawn, at = (int(number) for number in said.split())
            found.append(Seen(name.decode(), withdrawn, max(now - at, 0)))
        gone = [seen.name for seen in found if seen.ago > FORGOTTEN]
        if gone:
            self.client.hdel(self._key("nodes"), *gone)
        heard = {seen.name: seen for seen in found if seen.ago <= FORGOTTEN}
        return self.read()[1], list(({seen.name: seen for seen in self.known()} | heard).values())

    def known(self) -> list[Seen]:
        return self.register.known() if self.register is not None else []

    def wait(self, seconds: float) -> None:
        if self._heard is None:
            self._heard = self.client.pubsub(ignore_subscribe_messages=True)
            self._heard.subscribe(self.prefix)
            self._notice_another_run()
        self._heard.get_message(timeout=seconds)

    def close(self) -> None:
        heard, self._heard = self._heard, None
        if heard is not None:
            heard.close()

    def _notice_another_run(self) -> None:
        """A Redis that was started again may have lost what it counted last, and count up to the same number again."""
        run = str(self.client.info("server").get("run_id", ""))
        if (self.client.get(self._key("run")) or b"").decode() != run:
            self.restart()
            self.client.set(self._key("run"), run)

    def _time(self) -> int:
        """By the clock of Redis, which is one for all nodes."""
        return self.client.time()[0]

    def _key(self, name: str) -> str:
        return f"{self.prefix}:{name}"
