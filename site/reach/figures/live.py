"""What arrived in each minute of the last day, in memory, for the live tab.

In Redis where there is one, else in files of the node's memory, which then know this machine alone. Nothing here is counted on:
whoever loses it loses a picture of today. Protected surfaces have no minutes.
"""

import fcntl
import hashlib
import json
import logging
import os
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import redis
from django.conf import settings

from reach.journal import beats
from serving import node_memory

KEPT = timedelta(days=1)
logger = logging.getLogger(__name__)
_said_at = float("-inf")


def record(at: datetime, arrivals: Mapping[tuple[int, str], int]) -> None:
    """Add what arrived, {(campaign, kind): n}, to the minute of `at`."""
    if arrivals:
        numbers = {f"{campaign}:{kind}": n for (campaign, kind), n in arrivals.items()}
        _try(lambda: _store().add(int(at.timestamp()) // 60, numbers), None)


def minutes(campaign: int, kinds: Iterable[str], since: datetime) -> list[tuple[datetime, dict[str, int]]]:
    """[(minute, {kind: n})] from `since` on, the oldest first; minutes without any are absent."""
    wanted = {f"{campaign}:{kind}": kind for kind in kinds}
    first = int(max(since, datetime.now(UTC) - KEPT).timestamp()) // 60
    numbers = range(first, int(time.time()) // 60 + 1)
    found = _try(lambda: _store().read(numbers, list(wanted)), {})
    return [
        (datetime.fromtimestamp(minute * 60, UTC), {wanted[field]: n for field, n in found[minute].items()})
        for minute in sorted(found)
        if found[minute]
    ]


def knows_one_machine() -> bool:
    """Whether minutes are those of this machine alone, although there are others."""
    return not settings.REDIS_URL and beats.has_others()


class RedisStore:
    """A hash a minute, which expires; several sites may share one Redis."""

    def __init__(self, url: str):
        self.redis = redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1, decode_responses=True)
        site = hashlib.blake2s(settings.SECRET_KEY.encode(), digest_size=8).hexdigest()
        self.prefix = f"reach:{site}:minute"

    def add(self, minute: int, numbers: Mapping[str, int]) -> None:
        pipeline = self.redis.pipeline()
        for field, n in numbers.items():
            pipeline.hincrby(f"{self.prefix}:{minute}", field, n)
        pipeline.expire(f"{self.prefix}:{minute}", int(KEPT.total_seconds()) + 60)
        pipeline.execute()

    def read(self, numbers: Iterable[int], fields: list[str]) -> dict[int, dict[str, int]]:
        pipeline = self.redis.pipeline(transaction=False)
        for minute in numbers:
            pipeline.hmget(f"{self.prefix}:{minute}", fields)
        rows = zip(numbers, pipeline.execute(), strict=True)
        return {minute: {f: int(n) for f, n in zip(fields, row, strict=True) if n} for minute, row in rows}


class FileStore:
    """A small file a minute, replaced whole."""

    def __init__(self, folder: Path):
        self.folder = folder

    def add(self, minute: int, numbers: Mapping[str, int]) -> None:
        with self._locked():
            path = self.folder / f"{minute}.minute"
            if not path.exists():
                self._forget(minute)
            before = self._numbers(path)
            self._replace(path, json.dumps({f: before.get(f, 0) + numbers.get(f, 0) for f in before | dict(numbers)}))

    def read(self, numbers: Iterable[int], fields: list[str]) -> dict[int, dict[str, int]]:
        wanted = set(numbers)
        paths = [path for path in self.folder.glob("*.minute") if int(path.stem) in wanted]
        found = {int(path.stem): self._numbers(path) for path in paths}
        return {minute: {f: row[f] for f in fields if row.get(f)} for minute, row in found.items()}

    def _numbers(self, path: Path) -> dict[str, int]:
        return json.loads(path.read_text()) if path.exists() else {}

    def _forget(self, minute: int) -> None:
        for path in self.folder.glob("*.minute"):
            if int(path.stem) < minute - KEPT.total_seconds() // 60:
                path.unlink(missing_ok=True)

    def _replace(self, path: Path, text: str) -> None:
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        fresh.write_text(text)
        fresh.replace(path)

    def _locked(self):
        lock = (self.folder / "lock").open("w")
        fcntl.flock(lock, fcntl.LOCK_EX)
        return lock


@lru_cache(maxsize=4)
def _opened(url: str, var: str) -> RedisStore | FileStore:
    return RedisStore(url) if url else FileStore(node_memory.folder("reach"))


def _store() -> RedisStore | FileStore:
    return _opened(settings.REDIS_URL, str(settings.VAR_DIR))


def _try(work: Callable, otherwise):
    """A picture of today that cannot be drawn stops no fold and no page."""
    try:
        return work()
    except (OSError, ValueError, redis.RedisError) as error:
        _say(error)
        return otherwise


def _say(error: Exception) -> None:
    """Once a minute: a fold asks each second."""
    global _said_at
    if time.monotonic() - _said_at >= 60:
        _said_at = time.monotonic()
        logger.warning("live counts are not at hand: %s", error)
