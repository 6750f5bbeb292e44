"""Counts and times what Django makes. What comes from the page cache does not pass here, and is counted there by a tick."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings

from serving.desks import NUMBER
from serving.files.bodies import MOST, places
from serving.page_cache.report import report
from serving.served import MARK
from serving.tallies import TALLIES, Tallies

MARKED = {"view": "page", "link_hit": "redirect", "kit_download": "download"}


class Measured:
    """WSGI application around the desks. `kinds` names by its address what is no page: `{"/r": "beacon"}`."""

    def __init__(
        self,
        application: Callable[..., Iterable[bytes]],
        kinds: Mapping[str, str],
        tallies: Tallies = TALLIES,
    ):
        self.application, self.kinds, self.tallies = application, kinds, tallies
        self.languages = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)
        self.inside = 0
        self._lock = threading.Lock()
        tallies.gauge("desks_busy", lambda: min(self.inside, NUMBER))
        tallies.gauge("desks_waited_for", lambda: max(0, self.inside - NUMBER))
        tallies.gauge("desks", lambda: NUMBER)
        tallies.gauge("downloads_open", lambda: MOST - places._value)
        tallies.gauge("downloads_places", lambda: MOST)
        tallies.gauge("page_cache_pages", lambda: report().pages)
        tallies.gauge("page_cache_bytes", lambda: report().bytes)
        tallies.gauge("page_cache_limit_bytes", lambda: report().limit)
        tallies.gauge("page_cache_age_seconds", lambda: report().age or 0.0)
        tallies.gauge("page_cache_oldest_stale_seconds", lambda: report().oldest_stale)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        status, started = "500", time.perf_counter()

        def start(line: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            nonlocal status
            status = line[:3]
            return start_response(line, headers, *rest)

        self._enter(1)
        try:
            return self.application(environ, start)
        finally:
            self._enter(-1)
            kind = self.kind(environ, status)
            self.tallies.add("requests", kind, f"{status[0]}xx")
            self.tallies.observe("seconds", time.perf_counter() - started, kind)

    def _enter(self, n: int) -> None:
        with self._lock:
            self.inside += n

    def kind(self, environ: dict[str, Any], status: str) -> str:
        """What a view has said of it, or else where it went."""
        served = environ.get(MARK)
        if served is not None and served.kind in MARKED:
            return MARKED[served.kind]
        path = environ.get("PATH_INFO", "")
        for place, kind in self.kinds.items():
            if path == place or (place.endswith("/") and path.startswith(place)):
                return kind
        if status[0] == "3" and status != "304":
            return "redirect"
        return "page" if path.startswith(self.languages) else "other"
