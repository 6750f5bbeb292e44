"""Wagtail remembers the addresses of sites for an hour in Django's cache, which may be this process's own."""

from django.core.cache import cache
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION

_last = b""


def forget_if_changed(numbers: bytes) -> None:
    """Another process may have changed a site, which this one was not told of: read them anew after any change."""
    global _last
    if _last != numbers:
        _last = numbers
        cache.delete(SITE_ROOT_PATHS_CACHE_KEY, version=SITE_ROOT_PATHS_CACHE_VERSION)
