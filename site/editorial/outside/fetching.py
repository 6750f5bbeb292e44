"""Asks another site whether an address answers, connected to exactly the machine that was found to be public."""

import http.client
import re
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Timer
from urllib.parse import quote, urljoin

from django.conf import settings

from editorial.outside import places
from editorial.outside.places import Place, RefusedError, Resolve

TIMEOUT = 10  # seconds without an answer
DEADLINE = 30  # seconds for one address and all that it redirects to, however slowly it trickles
READ = 64 * 1024  # bytes of a body, at most
HOPS = 5
PAUSE = 1.0  # seconds between two requests to one host
REDIRECTS = {301, 302, 303, 307, 308}
# Some servers know no HEAD, or answer it otherwise than GET.
ASK_AGAIN = {400, 403, 404, 405, 406, 410, 500, 501, 503}


@dataclass(frozen=True)
class Answer:
    """What an address answered at last: its status, or why there is none."""

    status: int | None = None
    problem: str = ""  # a value of OutsideLink.Problem


@dataclass
class Pace:
    """Lets a second pass between two requests to one host; the clock and the pause are given, so that tests wait for neither."""

    clock: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep
    last: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str) -> None:
        wait = self.last.get(host, -PAUSE) + PAUSE - self.clock()
        if wait > 0:
            self.pause(wait)
        self.last[host] = self.clock()


def probe(
    url: str,
    pace: Pace | None = None,
    *,
    trusted: frozenset[tuple[str, int]] = frozenset(),
    resolve: Resolve = places.resolve,
    deadline: float = DEADLINE,
) -> Answer:
    """Follow an address to its end; never raises for what another site does. `trusted` and `resolve`: see `places.place`."""
    pace, until = pace or Pace(), time.monotonic() + deadline
    try:
        for _hop in range(HOPS + 1):
            status, location = _ask(places.place(_quoted(url), trusted, resolve), pace, until)
            if status not in REDIRECTS or not location:
                return Answer(status)
            url = urljoin(url, location)
    except RefusedError:
        return Answer(problem="refused")
    except socket.gaierror:
        return Answer(problem="name")
    except ssl.SSLError:
        return Answer(problem="tls")
    except TimeoutError:
        return Answer(problem="timeout")
    except (OSError, http.client.HTTPException, ValueError):
        return Answer(problem="timeout" if time.monotonic() >= until else "unreachable")
    return Answer(problem="redirects")


def _quoted(url: str) -> str:
    """With what no request line may hold written as browsers write it."""
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~")


def _ask(place: Place, pace: Pace, until: float) -> tuple[int, str]:
    """(status, where it redirects to)."""
    pace.wait(place.host)
    status, location = _request(place, "HEAD", until)
    if status in ASK_AGAIN:
        pace.wait(place.host)
        status, location = _request(place, "GET", until)
    return status, location


def _request(place: Place, method: str, until: float) -> tuple[int, str]:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection = Pinned(place, min(TIMEOUT, left))
    watch = Timer(left, connection.cut)
    watch.daemon = True
    watch.start()
    try:
        connection.request(method, place.target, headers={"User-Agent": user_agent(), "Accept": "*/*"})
        response = connection.getresponse()
        location = response.getheader("Location") or ""
        response.read(READ)
        return response.status, "" if re.search(r"[\x00-\x20]", location) else location
    finally:
        watch.cancel()
        connection.close()


class Pinned(http.client.HTTPConnection):
    """Connects to the addresses of a place and to nothing else: the name is not resolved a second time.

    It follows no proxy of the environment, sends no cookie, and checks the certificate against the name.
    """

    def __init__(self, place: Place, timeout: float):
        host = f"[{place.host}]" if ":" in place.host else place.host
        self.default_port = places.PORTS[place.scheme]
        super().__init__(host, place.port, timeout=timeout)
        self.place = place

    def connect(self) -> None:
        self.sock = self._connected()
        if self.place.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.place.host, do_handshake_on_connect=False)
            self.sock.do_handshake()

    def _connected(self) -> socket.socket:
        """To the first of the addresses that answers; another family may have no way out."""
        failed: OSError = OSError(self.place.host)
        for address in self.place.addresses[:3]:
            try:
                return socket.create_connection((address, self.place.port), self.timeout)
            except OSError as error:
                failed = error
        raise failed

    def cut(self) -> None:
        """From another thread: whoever waits for this connection learns that it is over."""
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


def user_agent() -> str:
    return f"LinkCheck (+{settings.BASE_URL})"
