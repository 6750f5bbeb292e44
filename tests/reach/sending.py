"""Requests to a live site as a visitor's browser, or somebody with ill intent, makes them."""

import re
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode

from tests.live import LiveSite

PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


# A server that does not read a body to its end closes the connection, and the answer may be lost with it.
CUT_OFF = Answer(0, {}, b"")


def ask(site: LiveSite, method: str, path: str, body=None, source: str = "127.0.0.1", **headers: str) -> Answer:
    """One request on a connection of its own; `source` is the address that it comes from."""
    connection = HTTPConnection("127.0.0.1", site.port, timeout=60, source_address=(source, 0))
    said = {"User-Agent": PHONE} | {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, body=body, headers=said)
        response: HTTPResponse = connection.getresponse()
        return Answer(response.status, {n.lower(): v for n, v in response.getheaders()}, response.read())
    except (BrokenPipeError, ConnectionResetError):
        return CUT_OFF
    finally:
        connection.close()


def beacon_of(site: LiveSite, path: str) -> dict[str, str]:
    """What the page at a path gives its visitors to send."""
    html = ask(site, "GET", path, Sec_Fetch_Site="none").body.decode()
    page, token = re.search(r'data-page="(\d+)"\s+data-token="([^"]+)"', html).groups()
    return {"page": page, "token": token, "kind": "cta_call"}


def send(site: LiveSite, said: dict[str, str] | bytes, **headers: str) -> Answer:
    body = said if isinstance(said, bytes) else urlencode(said)
    return ask(site, "POST", "/r", body, **{"Content_Type": FORM, "Sec_Fetch_Site": "same-origin"} | headers)
