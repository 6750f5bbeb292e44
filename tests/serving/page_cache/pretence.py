"""A site of one's own, without a database: pages that say what they are made of, and when they were."""

import threading
from collections.abc import Callable, Iterable

from django.http import HttpResponse

from serving.page_cache.offering import ASKED, OFFERED
from serving.served import MARK, Served


class Pretence:
    """Every page says its scheme, host and path, and the `state` of the site when it was begun to be made."""

    def __init__(self):
        self.state = 0
        self.made: list[str] = []
        self.status = 200
        self.offers = True
        self.before: Callable[[], None] = lambda: None
        self.body_of: Callable[[dict], str] = lambda environ: "|".join(
            [environ["wsgi.url_scheme"], environ["HTTP_HOST"], environ["PATH_INFO"], str(self.state)]
        )
        self._lock = threading.Lock()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        with self._lock:
            self.made.append(environ["PATH_INFO"])
        body = self.body_of(environ)
        self.before()
        if self.offers and ASKED in environ:
            environ[OFFERED] = frozenset()
        environ[MARK] = Served("view", "public", page=1)
        response = HttpResponse(body, status=self.status)
        start_response(f"{self.status} OK", list(response.items()))
        return response
