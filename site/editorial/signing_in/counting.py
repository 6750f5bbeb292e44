"""Where attempts are counted: in the cache that processes share, and by this process alone while that is away.

The shared cache forgives its absence by remembering nothing; a limit that remembered nothing would let everybody guess.
"""

from typing import Any

from allauth.core.internal import ratelimit
from allauth.mfa.totp.internal import auth
from django.conf import settings
from django.core.cache import cache
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache


class Counts:
    """As much of a cache as allauth's limits and its used codes ask for. All is written to both."""

    def __init__(self, shared: BaseCache, own: BaseCache):
        self.shared, self.own = shared, own

    def get(self, key: str, default: Any = None) -> Any:
        found = self.shared.get(key)
        return self.own.get(key, default) if found is None else found

    def set(self, key: str, value: Any, timeout: float | None = None) -> None:
        self.own.set(key, value, timeout)
        self.shared.set(key, value, timeout)

    def add(self, key: str, value: Any, timeout: float | None = None) -> bool:
        if not self.own.add(key, value, timeout):
            return False
        if self.shared.add(key, value, timeout):
            return True
        self.own.delete(key)  # another process has it
        return False

    def delete(self, key: str) -> None:
        self.own.delete(key)
        self.shared.delete(key)


def install() -> None:
    if settings.REDIS_URL:
        ratelimit.cache = auth.cache = Counts(cache, LocMemCache("signing-in", {}))
