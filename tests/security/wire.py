"""Bytes on a socket, as no well-made client would send them."""

import contextlib
import socket
import time
from collections.abc import Iterator

from tests.live import LiveSite

PATIENCE = 20  # seconds


def host(site: LiveSite) -> str:
    return f"Host: 127.0.0.1:{site.port}\r\n"


@contextlib.contextmanager
def connected(site: LiveSite) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE) as connection:
        yield connection


def told(connection: socket.socket, seconds: float = PATIENCE) -> bytes:
    """All that is said until the server closes, or nothing more comes."""
    found, until = b"", time.monotonic() + seconds
    connection.settimeout(seconds)
    with contextlib.suppress(OSError):
        while time.monotonic() < until and (part := connection.recv(65536)):
            found += part
    return found


def say(site: LiveSite, head: str | bytes, body: bytes = b"", seconds: float = PATIENCE) -> bytes:
    """What is answered to a request that ends the connection."""
    data = head.encode("latin-1") if isinstance(head, str) else head
    with connected(site) as connection:
        with contextlib.suppress(OSError):
            connection.sendall(data + body)
        return told(connection, seconds)


def statuses(answer: bytes) -> list[int]:
    """The status of each answer that came through one connection."""
    return [int(part.split(b" ", 2)[1]) for part in answer.split(b"HTTP/1.1 ")[1:] for part in [b"HTTP/1.1 " + part]]
