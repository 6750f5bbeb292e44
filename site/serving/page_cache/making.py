"""Finds what is kept of an address, or has it made: by one visitor at a time, while the others get the last copy or wait."""

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings

from serving.page_cache import entries, short_addresses
from serving.page_cache.asking import Address, Environ, declared
from serving.page_cache.changes.numbers import BARRIER, Numbers
from serving.page_cache.entries import Entry
from serving.page_cache.offering import draw
from serving.page_cache.rendering import Rendered, render
from serving.page_cache.site_addresses import forget_if_changed
from serving.page_cache.staleness import Staleness
from serving.page_cache.store import Key, Store
from serving.tallies import TALLIES

logger = logging.getLogger(__name__)

stale, anew = TALLIES.tick("page_cache_stale"), TALLIES.tick("page_cache_made")
kept, kept_leading = TALLIES.tick("page_cache_kept", "2xx"), TALLIES.tick("page_cache_kept", "3xx")

PATIENCE = 15.0  # seconds that a visitor waits for a page that another one has made
REFUSED = 60.0  # seconds for which an address that is not kept is not made for others
RETRY = 5.0  # seconds after a failure
SLOW = 2.0  # seconds that a visitor waits for a new page where the last copy of it may be shown
ROUNDS = 4  # times that a visitor waits, where each copy is withdrawn again before it is there
UNKNOWN = "?"  # in place of the query, where it is not known yet which parameters the page declares


class Maker:
    """`find` is asked by every request that may be for a page."""

    def __init__(
        self,
        application: Callable[..., Iterable[bytes]],
        store: Store,
        numbers: Numbers,
        clock: Callable[[], float],
        renewing: ThreadPoolExecutor | None = None,
    ):
        """`renewing` makes pages anew of which a copy may be shown; without it, the visitor who asks waits for the new one."""
        self.application, self.store, self.numbers, self.clock = application, store, numbers, clock
        self.renewing = renewing
        self.patience, self.slow = PATIENCE, SLOW
        self.longest = float(settings.STALE_MAX)
        self.stale = Staleness(clock, self.longest)
        self.withdrawn = b""

    def drawn(self, found: Entry, address: Address, environ: Environ) -> Entry | Rendered | None:
        """For this view, one of the wordings of a page that has several; each is kept for itself."""
        wording = draw(found.wordings)
        if found.served is not None and found.served.variant == wording:
            return found
        return self.find(address, environ, wording)

    def find(self, address: Address, environ: Environ, wording: str = "") -> Entry | Rendered | None:
        """A copy that may be shown; or what Django made for this request alone; None where Django is to be asked as usual."""
        query = environ.get("QUERY_STRING", "")
        for _round in range(ROUNDS):
            # Before anything is read: what changes from here on makes the copy stale.
            numbers, now = self.numbers.read(), self.clock()
            self._forget_withdrawn(numbers)
            key = self._key(address, query, wording)
            found = self.store.get(key)
            if found is not None:
                if found.is_fresh(numbers, now):
                    return found
                if not self._may_be_shown(found):
                    self._drop(key)
                    found = None
                elif now < found.retry_at:
                    return self._last_copy(key, found)
            elif self.store.is_refused(key, numbers, now):
                return None
            running = self.store.begin(key)
            if running is None:
                return self._just_made(key, found) or self._made(address, key, found, numbers, environ, wording)
            if found is not None and found.is_good_meanwhile(numbers, now):
                stale()
                return found
            if not running.wait(self.patience if found is None else self.slow):
                return self._last_copy(key, found) if found is not None and self._may_be_shown(found) else None
        return None

    def _may_be_shown(self, found: Entry) -> bool:
        """Asked again after each wait: it may have been withdrawn meanwhile."""
        now = self.clock()
        return found.may_be_shown(self.numbers.read(), now) and now - found.born < self.longest

    def _drop(self, key: Key) -> None:
        self.store.drop(key)
        self.stale.ended(key)

    def _forget_withdrawn(self, numbers: bytes) -> None:
        """What may never be shown again stays in no memory until somebody asks for it: all that was made before."""
        if numbers[BARRIER:] != self.withdrawn:
            self.withdrawn = numbers[BARRIER:]
            self.store.forget(lambda entry: not entry.may_be_shown(numbers, 0.0))

    def _key(self, address: Address, query: str, wording: str) -> Key:
        if not query:
            return (*address, "", wording)
        if address.language:
            return (*address, short_addresses.asked(address.path, query), wording)
        parameters = self.store.parameters(address)
        return (*address, UNKNOWN if parameters is None else declared(query, parameters), wording)

    def _just_made(self, key: Key, seen: Entry | None) -> Entry | None:
        """What another visitor finished between our look and our turn."""
        now = self.store.get(key)
        if now is None or now is seen or not now.is_fresh(self.numbers.read(), self.clock()):
            return None
        self.store.end(key)
        return now

    def _made(
        self, address: Address, key: Key, old: Entry | None, numbers: bytes, environ: Environ, wording: str
    ) -> Entry | Rendered:
        """A new page; or the last copy where that fails, or is not done soon: who makes it then goes on alone."""
        if old is None or self.renewing is None:
            return self._make(address, key, old, numbers, environ, wording)
        making = self.renewing.submit(self._make, address, key, old, numbers, environ, wording)
        try:
            return making.result(self.slow)
        except TimeoutError:
            if not making.done() and self._may_be_shown(old):
                return self._last_copy(key, old)
            return making.result()

    def _make(
        self, address: Address, key: Key, old: Entry | None, numbers: bytes, environ: Environ, wording: str
    ) -> Entry | Rendered:
        anew()
        born = self.clock()
        try:
            forget_if_changed(numbers)
            rendered = render(self.application, address, environ, wording)
            if rendered.code >= 500 and old is not None and self._may_be_shown(old):
                rendered.close()
                return self._last_copy(key, old)
            return self._judge(address, key, rendered, numbers, born, environ)
        except Exception:
            if old is None or not self._may_be_shown(old):
                self.store.refuse(key, numbers, self.clock() + RETRY)
                raise
            logger.exception("%s could not be made anew: its last copy is shown", address.path)
            return self._last_copy(key, old)
        finally:
            self.store.end(key)

    def _judge(
        self, address: Address, key: Key, rendered: Rendered, numbers: bytes, born: float, environ: Environ
    ) -> Entry | Rendered:
        """Keep what may be kept; remember of all else that nobody needs to wait for it."""
        if rendered.parameters is not None and not address.language:
            self.store.learn(address, rendered.parameters)
            key = (*address, declared(environ.get("QUERY_STRING", ""), rendered.parameters), key[-1])
        if rendered.may_be_kept():
            made = _entry(numbers, born, rendered)
            self.store.put(key, made)
            self.stale.ended(key)
            kept_leading() if made.location is not None else kept()
            return made
        self._drop(key)
        self.store.refuse(key, numbers, self.clock() + (RETRY if rendered.code >= 500 else REFUSED))
        return rendered

    def _last_copy(self, key: Key, old: Entry) -> Entry:
        """What was made before; whoever comes next does not wait to be told the same."""
        now = self.clock()
        if now >= old.retry_at:
            old.retry_at = now + RETRY
        self.stale.shown(key, old.born)
        stale()
        return old


def _entry(numbers: bytes, born: float, rendered: Rendered) -> Entry:
    body, left, status = rendered.read(), rendered.seconds_left, rendered.status
    about = (numbers, born, rendered.headers)
    if rendered.location is not None:
        return entries.leading_on(*about, rendered.served, left, status, rendered.location, rendered.lasts)
    return entries.entry(*about, body, rendered.served, left, rendered.wordings, status, rendered.is_absence)
