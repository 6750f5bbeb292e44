"""Wagtail remembers the addresses of sites for an hour in Django's cache, which may be this process's own."""

from wagtail.models import Site

_last = b""


def forget_if_changed(numbers: bytes) -> None:
    """Another process may have changed a site, which this one was not told of: read them anew after any change."""
    global _last
    if _last != numbers:
        _last = numbers
        Site.clear_site_root_paths_cache()
