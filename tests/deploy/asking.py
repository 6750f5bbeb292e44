"""Requests of a visitor to any part of the machine."""

from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit

from tests.load.visitors import PHONE


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(
    url: str, path: str, method: str = "GET", body: bytes | None = None, peer: str = "127.0.0.1", **headers: str
) -> Answer:
    """On a connection of its own, from the address `peer`."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=60, source_address=(peer, 0))
    said = {"User-Agent": PHONE} | {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, body=body, headers=said)
        response = connection.getresponse()
        return Answer(response.status, {n.lower(): v for n, v in response.getheaders()}, response.read())
    finally:
        connection.close()
