"""Wagtail's PURGE request, which tells whether it was heard: Wagtail's own logs what fails, and waits without end."""

from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

from wagtail.contrib.frontend_cache.backends import HTTPBackend
from wagtail.contrib.frontend_cache.backends.http import PurgeRequest

from core.frontend_cache.refusals import RefusedError

PATIENCE = 5.0  # seconds
NOT_KEPT = {404, 410, 412}  # what a cache answers that has no copy


class PurgingBackend(HTTPBackend):
    """Raises RefusedError where the cache refused, another OSError where it was not reached."""

    at_once = 1  # a request is of one address: one that is refused keeps no other from being told

    def purge(self, url: str) -> None:
        wanted = urlsplit(url)
        there = wanted._replace(scheme=self.cache_scheme, netloc=self.cache_netloc)
        request = PurgeRequest(there.geturl(), headers={"Host": wanted.netloc})
        try:
            with urlopen(request, timeout=PATIENCE):  # noqa: S310 (the operator's own address, http or https)
                return
        except HTTPError as error:
            if error.code not in NOT_KEPT:
                raise RefusedError(str(error)) from None
