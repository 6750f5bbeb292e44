"""The outermost layer of the serving process: answers from memory what it can, and tells what was served."""

import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings

from serving import served
from serving.page_cache import negotiation
from serving.page_cache.asking import Asking, Environ
from serving.page_cache.changes.node import Node, node
from serving.page_cache.changes.watching import Watcher
from serving.page_cache.entries import Entry
from serving.page_cache.making import Maker
from serving.page_cache.rendering import Rendered
from serving.page_cache.store import Store
from serving.served import MARK, Served
from serving.tallies import TALLIES

logger = logging.getLogger(__name__)

sent, not_sent = TALLIES.tick("requests", "memory", "2xx"), TALLIES.tick("requests", "memory", "3xx")

Start = Callable[..., Any]
Body = Iterable[bytes]


class PageCache:
    """WSGI application around Django's."""

    def __init__(
        self,
        application: Callable[..., Body],
        *,
        at: Node | None = None,
        watch: bool = True,
        clock: Callable[[], float] = time.monotonic,
        renewing: int = 0,
    ):
        """`renewing`: threads that make pages anew while visitors get the last copy; needs an application that has its own."""
        self.application = application
        self.asking = Asking()
        self.node = at or node()
        self.store = Store(self._limit())
        threads = ThreadPoolExecutor(renewing, thread_name_prefix="renewing") if renewing else None
        self.maker = Maker(application, self.store, self.node.numbers, clock, threads)
        self.watcher = Watcher(self.node) if watch else None

    def __call__(self, environ: Environ, start_response: Start) -> Body:
        if self.watcher is not None and not self.watcher.is_started:
            self.watcher.start()
        address = self.asking.address(environ) if self.store.limit else None
        found = self.maker.find(address, environ) if address is not None else None
        if isinstance(found, Entry) and found.wordings:
            found = self.maker.drawn(found, address, environ)
        if isinstance(found, Entry):
            send = self._send if found.location is None else self._lead_on
            return send(found, environ, start_response)
        if isinstance(found, Rendered):
            return self._hand_over(found, environ, start_response)
        return self._pass_on(environ, start_response)

    def _limit(self) -> int:
        """Bytes; nothing is kept where this process cannot be told of changes."""
        try:
            self.node.numbers.read()
        except OSError:
            logger.exception("pages are not kept, since %s cannot be read", self.node.numbers.path)
            return 0
        return settings.PAGE_CACHE_MB * 2**20

    def _send(self, entry: Entry, environ: Environ, start_response: Start) -> Body:
        """Answer with a page that is kept, in the encoding that the client prefers."""
        variant = entry.variants[negotiation.encoding(environ.get("HTTP_ACCEPT_ENCODING"))]
        if variant.tag and negotiation.has(variant.tag, environ.get("HTTP_IF_NONE_MATCH")):
            not_sent()
            start_response("304 Not Modified", [*variant.unchanged])
            body = []
        else:
            sent()
            start_response(entry.status, [*variant.headers])
            body = [variant.body] if environ["REQUEST_METHOD"] == "GET" else []
        self._tell(environ, entry.served)
        return body

    def _lead_on(self, entry: Entry, environ: Environ, start_response: Start) -> Body:
        """Answer a short address, whose query travels along."""
        headers = entry.leading(environ.get("QUERY_STRING", ""))
        if headers is None:
            return self._pass_on(environ, start_response)
        not_sent()
        start_response(entry.status, [*headers])
        self._tell(environ, entry.served)
        return []

    def _hand_over(self, rendered: Rendered, environ: Environ, start_response: Start) -> Body:
        """Answer with what Django made for this visitor alone."""
        start_response(rendered.status, rendered.headers)
        if 200 <= rendered.code < 400:
            self._tell(environ, rendered.served)
        return rendered.body

    def _pass_on(self, environ: Environ, start_response: Start) -> Body:
        """Let Django answer."""
        code = 0

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            nonlocal code
            code = int(status[:3])
            return start_response(status, headers, *rest)

        body = self.application(environ, start)
        if 200 <= code < 400:
            self._tell(environ, environ.get(MARK))
        return body

    def _tell(self, environ: Environ, what: Served | None) -> None:
        """Once for each GET, hit or not, before its body leaves; never for the team."""
        if what is not None and environ["REQUEST_METHOD"] == "GET" and not self.asking.of_team(environ):
            served.tell(environ, what)
