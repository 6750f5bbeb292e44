"""What machines ask: `/healthz`, whether this process lives, and `/readyz`, whether it can serve.

They are answered before Django, so that they need none of its threads, no allowed host, and no HTTPS.
"""

import threading
from collections.abc import Callable, Iterable
from typing import Any

from serving.web_server.serving_state import STATE, Condition

HEADERS = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
]
STATUS = {200: "200 OK", 405: "405 Method Not Allowed", 503: "503 Service Unavailable"}

STOPPING = threading.Event()  # this process takes no new connection any more

Answer = tuple[int, str]


def healthz() -> Answer:
    """Nothing is asked: no restart brings a database back, and each one loses the pages that are kept."""
    return 200, "ok\n"


def readyz() -> Answer:
    conditions = [Condition("serving", "stopping" if STOPPING.is_set() else ""), *STATE.found()]
    ready = not any(condition.keeps_from_serving for condition in conditions)
    lines = [f"{condition.name}: {condition.problem or 'ok'}\n" for condition in conditions]
    return (200 if ready else 503), "".join([f"{'ready' if ready else 'not ready'}\n", *lines])


PROBES: dict[str, Callable[[], Answer]] = {"/healthz": healthz, "/readyz": readyz}


class Probes:
    """WSGI application around those that make pages."""

    def __init__(self, application: Callable[..., Iterable[bytes]]):
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        probe = PROBES.get(environ.get("PATH_INFO", ""))
        if probe is None:
            return self.application(environ, start_response)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            start_response(STATUS[405], [*HEADERS, ("Allow", "GET, HEAD"), ("Content-Length", "0")])
            return []
        status, text = probe()
        body = text.encode()
        start_response(STATUS[status], [*HEADERS, ("Content-Length", str(len(body)))])
        return [body] if environ["REQUEST_METHOD"] == "GET" else []
