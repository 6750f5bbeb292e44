"""The nginx of deploy/ by itself, in front of two plain servers that answer what a test tells them."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from deploy.machine.parts import free_ports
from deploy.machine.proxy import proxy


class Upstream(ThreadingHTTPServer):
    """In the place of a web node."""

    daemon_threads = True

    def __init__(self, name: str, port: int = 0):
        super().__init__(("127.0.0.1", port), _Answering)
        self.name = name
        self.says: Callable[[str, str], int] = lambda method, path: 200  # 0 breaks the connection off
        self.asked: list[BaseHTTPRequestHandler] = []

    @property
    def port(self) -> int:
        return self.server_address[1]

    @contextlib.contextmanager
    def serving(self) -> Iterator["Upstream"]:
        thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield self
        finally:
            self.shutdown()
            self.server_close()
            thread.join()


class _Answering(BaseHTTPRequestHandler):
    def _answer(self) -> None:
        self.server.asked.append(self)
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status = self.server.says(self.command, self.path)
        if not status:
            self.close_connection = True
            return
        body = f"{self.server.name} says {status}".encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = do_POST = _answer  # noqa: N815 (names of the standard library)

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Front:
    url: str
    a: Upstream
    b: Upstream
    log: Path
    part: object = field(repr=False)

    @property
    def nodes(self) -> tuple[Upstream, Upstream]:
        return self.a, self.b

    @property
    def asked(self) -> list[BaseHTTPRequestHandler]:
        return [*self.a.asked, *self.b.asked]

    def logged(self) -> str:
        """What it has written once it has ended: it writes an answer's line after the answer."""
        self.part.stop()
        return self.log.read_text()


@contextlib.contextmanager
def fronting(folder: Path, front: str = "unix:") -> Iterator[Front]:
    (port,) = free_ports(1)
    with Upstream("a").serving() as a, Upstream("b").serving() as b:
        part = proxy(folder, port, [a.port, b.port], a.port, front)
        part.start()
        try:
            part.wait()
            yield Front(f"http://127.0.0.1:{port}", a, b, folder / "nginx" / "access.log", part)
        finally:
            part.stop()
