"""What tests/bench_cache.py has granian serve: the site, or as many bytes without a site."""

import os
from pathlib import Path

from tests.bench_cache import OFF, ON

BYTES = Path(os.environ["VAR_DIR"]) / "bench.bytes"


def hello(environ, start_response):
    """The least that a WSGI application can do."""
    start_response("200 OK", HEADERS)
    return [BODY]


def site():
    """The site as it is served; `ON` and `OFF` say whether what is served is told to who counts."""
    from config.wsgi import application
    from serving import served

    listeners = list(served._listeners)

    def switched(environ, start_response):
        if environ["PATH_INFO"] not in (ON, OFF):
            return application(environ, start_response)
        served._listeners[:] = listeners if environ["PATH_INFO"] == ON else []
        start_response("200 OK", [("Content-Length", "0")])
        return []

    return switched


if os.environ["BENCH_SERVES"] == "hello":
    BODY = BYTES.read_bytes()
    HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(BODY)))]
    application = hello
else:
    application = site()
