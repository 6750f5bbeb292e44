"""The cache that nodes share, and the pages that each process keeps."""

import uuid
from collections.abc import Iterator
from urllib.parse import urlsplit

import redis
from django.conf import settings
from django.core.cache import cache

from core.frontend_cache.outbox import is_on
from core.models import PendingPurge
from core.upkeep.doctor import Finding, check, ok, problem, warning
from serving.page_cache.changes.node import node

OLDEST = (6, 2)


@check("cache")
def shared() -> Iterator[Finding]:
    if not settings.REDIS_URL:
        yield ok("Each process has a cache of its own: enough for one machine.")
        return
    parts = urlsplit(settings.REDIS_URL)
    where = f"{parts.hostname}:{parts.port or 6379}" if parts.hostname else parts.path
    key, value = f"doctor-{uuid.uuid4().hex}", uuid.uuid4().hex
    try:
        cache.set(key, value, 10)
        same = cache.get(key) == value
        cache.delete(key)
        about = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2).info()
    except redis.RedisError as error:
        yield problem(
            f"Redis at {where} does not do what it should: {type(error).__name__}.",
            "Start it, and look at REDIS_URL; where it is full, raise maxmemory.",
        )
        return
    yield _judged(about, where) if same else problem(f"Redis at {where} forgets at once.", "Raise its maxmemory.")


def _judged(about: dict, where: str) -> Finding:
    version, policy = str(about.get("redis_version", "0")), about.get("maxmemory_policy", "")
    said = f"Redis {version} at {where} answers; where it is full: {policy}."
    if tuple(int(part) for part in version.split(".")[:2] if part.isdecimal()) < OLDEST:
        return problem(said, "Upgrade Redis to 6.2 or later.")
    if about.get("maxmemory") and not policy.startswith("volatile"):
        return warning(said, "Set maxmemory-policy to volatile-ttl: where it is full, it then forgets what ends first.")
    return ok(said)


@check("page-cache")
def pages() -> Finding:
    """The file by which the processes of a node tell each other of changes."""
    numbers = node().numbers
    try:
        numbers.mend()
        numbers.read()
    except (OSError, ValueError) as error:
        return problem(
            f"{numbers.path} cannot be used ({type(error).__name__}): no page is kept.",
            "Give the user who serves the right to write to it; deleting it is harmless.",
        )
    if not settings.PAGE_CACHE_MB:
        return warning("PAGE_CACHE_MB is 0: each page is made for each visitor.", "Leave PAGE_CACHE_MB out: 64.")
    return ok(f"Each web process keeps up to {settings.PAGE_CACHE_MB} MB of pages.")


@check("frontend-cache", needs_database=True)
def in_front() -> Finding:
    """What a cache in front may still show."""
    if not is_on():
        return ok("No cache in front is told of changes.")
    unheard = PendingPurge.objects.unheard()
    if last := unheard.given_up().order_by("pk").last():
        return problem(
            f"The cache in front has not heard of {unheard.given_up().count()} addresses, and is not told again: {last.problem}.",
            "Mend or empty it, look at FRONTEND_CACHE_URL or FRONTEND_CACHE_OPTIONS, then run `manage.py purges --again`.",
        )
    if last := unheard.order_by("due_at").last():
        return warning(
            f"The cache in front has not heard of {unheard.count()} addresses yet: {last.problem}.",
            "See whether it takes purges from the machines of the workers; it is told again by itself.",
        )
    return ok("The cache in front has heard of all that it may not show.")
