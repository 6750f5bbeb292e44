"""The least that a WSGI application can do: bytes that it has already, as many as each path names."""

import os
from pathlib import Path

FOLDER = Path(os.environ["BENCH_FILES"])
ANSWERS = {
    f"/{path.name}": (
        [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(path.stat().st_size))],
        [path.read_bytes()],
    )
    for path in FOLDER.iterdir()
}


def application(environ, start_response):
    headers, body = ANSWERS.get(environ["PATH_INFO"], ([], []))
    start_response("200 OK", headers)
    return body
