"""Measures a page from memory; `python -m tests.bench_cache`. Figures to compare, never a test.

Three servers stand side by side, each with one web process, and are asked in turn by one client that sends and reads bytes
over eight connections: so all meet the same machine, and what is told are ratios. What counting costs is told by one process,
which counts and does not in turn: two processes of the same program differ by as much. The client takes a processor too.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.live import ROOT, LiveSite, free_port

PATH = "/fr/campagnes/la-loi/"
ENVIRONMENT = {
    "SECRET_KEY": "for a measurement alone, which keeps nothing",
    "ALLOWED_HOSTS": "127.0.0.1",
    "BASE_URL": "http://127.0.0.1",
    "HTTPS": "off",
}
MAKE = """
from home.models import HomePage
import random
from tests import factories
letters = random.Random(1)
word = lambda: "".join(letters.choices("aeiourstlnm", k=letters.randint(2, 9)))
text = "".join("<p>" + " ".join(word() for _ in range(24)) + ".</p>" for _ in range(110))
body = [factories.block("text", text=text)]
factories.campaign_page(factories.campaign_index(HomePage.objects.get()), slug="la-loi", body=body)
"""
SERVED = {
    "hello": {},
    "counting": {},
    "uncached": {"PAGE_CACHE_MB": "0"},
}
# As a browser asks that goes on from another page of the site.
HEADERS = {
    "Host": "127.0.0.1",
    "Accept-Encoding": "br",
    "User-Agent": "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
    "Sec-Fetch-Site": "same-origin",
}
CONNECTIONS = 8
ROUNDS = 31
VISITS = {"hello": 400, "counting": 400, "uncached": 3}  # a connection and round
ON, OFF = "/bench/on", "/bench/off"  # addresses of bench_wsgi
TURNS, VISITS_IN_TURN = 500, 40
VISITED = {"visit": "over eight connections that stay", "arrive": "over a connection for each visit"}


class Client:
    """Asks one server; every answer has the same number of bytes."""

    def __init__(self, port: int):
        self.port = port
        about = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
        self.request = f"GET {PATH} HTTP/1.1\r\n{about}\r\n".encode()
        self.sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(CONNECTIONS)]
        self.sockets[0].sendall(self.request)
        self.size = self._length(self.sockets[0])

    def ask(self, path: str) -> None:
        """One request beside the measured ones."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", path)
        connection.getresponse().read()
        connection.close()

    def _length(self, connection: socket.socket) -> int:
        answer = connection.recv(65536)
        while b"\r\n\r\n" not in answer:
            answer += connection.recv(65536)
        head, _end, body = answer.partition(b"\r\n\r\n")
        if b" 200 " not in head.splitlines()[0]:
            raise SystemExit(head.decode())
        (length,) = (
            int(line.split(b":")[1]) for line in head.lower().splitlines() if line.startswith(b"content-length")
        )
        while len(body) < length:
            body += connection.recv(65536)
        return len(head) + 4 + length

    def visit(self, times: int) -> float:
        """Visits a second."""
        buffer = memoryview(bytearray(self.size))
        started = time.perf_counter()
        for _time in range(times):
            for connection in self.sockets:
                connection.sendall(self.request)
            for connection in self.sockets:
                read = 0
                while read < self.size:
                    read += connection.recv_into(buffer[read:])
        return times * CONNECTIONS / (time.perf_counter() - started)

    def arrive(self, times: int) -> float:
        """Visits a second of people who each open a connection, as those do who come from elsewhere."""
        buffer = memoryview(bytearray(self.size))
        started = time.perf_counter()
        for _time in range(times):
            sockets = [socket.create_connection(("127.0.0.1", self.port)) for _ in range(CONNECTIONS)]
            for connection in sockets:
                connection.sendall(self.request)
            for connection in sockets:
                read = 0
                while read < self.size:
                    read += connection.recv_into(buffer[read:])
                connection.close()
        return times * CONNECTIONS / (time.perf_counter() - started)


@contextmanager
def serving(site: LiveSite, name: str):
    """One of the servers, and a client of it."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += [
        "--workers",
        "1",
        "--log-level",
        "error",
        "--no-ws",
        "--backpressure",
        "64",
        "tests.bench_wsgi:application",
    ]
    environment = site.variables() | {"BENCH_SERVES": name, "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"} | SERVED[name]
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        wait_for(port)
        yield Client(port)
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port: int) -> None:
    for _attempt in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", PATH)
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("a server does not answer")


def measure(clients: dict[str, Client]) -> dict[str, list[float]]:
    """Visits a second of each server, round by round; each round begins with another server."""
    speeds: dict[str, list[float]] = {name: [] for name in clients}
    names = list(clients)
    for number in range(ROUNDS):
        for position in range(len(names)):
            name = names[(number + position) % len(names)]
            speeds[name].append(clients[name].visit(VISITS[name]))
    return speeds


def cost_of_counting(client: Client, visit: Callable[[int], float]) -> float:
    """Visits a second counted against not counted: the median over turns of a few milliseconds each."""
    ratios = []
    for turn in range(TURNS):
        speeds = {}
        for switch in (ON, OFF) if turn % 2 else (OFF, ON):
            client.ask(switch)
            speeds[switch] = visit(VISITS_IN_TURN)
        ratios.append(speeds[ON] / speeds[OFF])
    client.ask(ON)
    return statistics.median(ratios)


def ratio(speeds: dict[str, list[float]], name: str, base: str) -> float:
    """The median of the rounds' own ratios: what slows the machine slows both."""
    return statistics.median(one / other for one, other in zip(speeds[name], speeds[base], strict=True))


def prepared(folder: Path) -> LiveSite:
    site = LiveSite(folder, ENVIRONMENT)
    site.run("migrate")
    site.run("shell", "-v", "0", "-c", MAKE)
    site.start("--no-worker")  # which also collects the static files
    connection = http.client.HTTPConnection("127.0.0.1", site.port)
    connection.request("GET", PATH, headers={"Accept-Encoding": "br"})
    body = connection.getresponse().read()
    connection.request("GET", PATH)
    plain = len(connection.getresponse().read())
    site.stop()
    (folder / "bench.bytes").write_bytes(body)
    print(f"{os.cpu_count()} processors; the page: {plain:,} B, {len(body):,} B in Brotli")
    return site


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, ExitStack() as servers:
        site = prepared(Path(folder))
        clients = {name: servers.enter_context(serving(site, name)) for name in SERVED}
        speeds = measure(clients)
        counting = clients["counting"]
        counted = {visit: cost_of_counting(counting, getattr(counting, visit)) for visit in VISITED}
    for name in SERVED:
        print(f"{name:10}{statistics.median(speeds[name]):>10,.0f} visits/s, median of {ROUNDS} rounds")
    print(f"a cached page, counted, against hello world of equal size: {ratio(speeds, 'counting', 'hello'):.2f}")
    print(f"a cached page, counted, against the same uncached: {ratio(speeds, 'counting', 'uncached'):,.0f}")
    for visit, how in VISITED.items():
        print(f"a cached page, counted, against the same not counted, {how}: {counted[visit]:.3f} (goal: 0.95)")


if __name__ == "__main__":
    main()
