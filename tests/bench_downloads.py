"""Measures downloads of a large file; `python -m tests.bench_downloads`. Figures to compare, never a test.

The site, with the two web processes that it has by default, an nginx with two, where it is installed, and the site behind that nginx
(ACCEL_REDIRECT) are asked in turn by one client: what is told are ratios of one run. The client takes a processor too, and all read from
the memory of the system.
"""

import http.client
import os
import selectors
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.bench_cache import ENVIRONMENT, MAKE, PATH
from tests.live import FILE, LiveSite, free_port

SIZE = 100 * 1024 * 1024  # bytes
ROUNDS, TOGETHER, SECONDS = 15, 200, 5
BUFFER = memoryview(bytearray(1024 * 1024))
PAGES = {"from memory": PATH, "from the database": "/robots.txt"}
NGINX = """
worker_processes 2; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 1024; }}
http {{
  sendfile on; tcp_nopush on; access_log off;
  server {{ listen 127.0.0.1:{port}; location /media/ {{ alias {media}/; }} }}
  server {{
    listen 127.0.0.1:{before};
    location / {{ proxy_pass http://127.0.0.1:{behind}; proxy_set_header Host $host; }}
    location /sent-by-nginx/media/ {{ internal; alias {media}/; }}
  }}
}}
"""


def opened(port: int, *, slow: bool = False) -> socket.socket:
    """A connection that has asked for the file."""
    connection = socket.socket()
    if slow:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect(("127.0.0.1", port))
    connection.sendall(f"GET {FILE} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
    return connection


def download(port: int) -> float:
    """Bytes a second of one download, alone."""
    started, got = time.perf_counter(), 0
    with opened(port) as connection:
        while read := connection.recv_into(BUFFER):
            got += read
    if got < SIZE:
        raise SystemExit(f"{got} bytes of {SIZE} came")
    return got / (time.perf_counter() - started)


class Readers:
    """Many downloads at once, read by this process."""

    def __init__(self, port: int, *, slow: bool = False):
        self.selector = selectors.DefaultSelector()
        self.connections = [opened(port, slow=slow) for _number in range(TOGETHER)]
        for connection in self.connections:
            connection.setblocking(False)
            self.selector.register(connection, selectors.EVENT_READ)

    def read(self, seconds: float) -> float:
        """As fast as they come; bytes a second of all."""
        started, got = time.perf_counter(), 0
        while (passed := time.perf_counter() - started) < seconds and self.selector.get_map():
            for key, _events in self.selector.select(1):
                read = key.fileobj.recv_into(BUFFER)
                got += read
                if not read:
                    self.selector.unregister(key.fileobj)
        return got / passed

    def sip(self) -> None:
        """A few bytes of each, as a bad line lets through."""
        for key, _events in self.selector.select(0):
            key.fileobj.recv_into(BUFFER[:512])

    def close(self) -> None:
        for connection in self.connections:
            connection.close()


def memory(site: LiveSite) -> float:
    """Megabytes that the web processes take, what they share divided among them."""
    server = site.children()["granian"]
    processes = [server, *site.children(of=server).values(), *_of(server)]
    lines = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in set(processes)]
    return sum(int(text.partition("\nPss:")[2].split()[0]) for text in lines) / 1024


def _of(parent: int) -> list[int]:
    found = subprocess.run(["ps", "--ppid", str(parent), "-o", "pid="], capture_output=True, text=True, check=False)
    return [int(pid) for pid in found.stdout.split()]


def wait_for_page(port: int, path: str) -> float:
    """Milliseconds until a page has come, the connection included."""
    started = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    connection.getresponse().read()
    connection.close()
    return (time.perf_counter() - started) * 1000


def pages(port: int, between=lambda: None) -> str:
    told = []
    for name, path in PAGES.items():
        times = []
        for _time in range(50):
            between()
            times.append(wait_for_page(port, path))
        told.append(f"{name} {statistics.median(times):.1f} ms, at most {max(times):.0f} ms")
    return "; ".join(told)


@contextmanager
def nginx(folder: Path, media: Path, behind: int):
    """Its two ports, by name; none where it is not installed."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        print("nginx is not installed (apt-get install nginx-light): nothing to compare with")
        yield {}
        return
    port, before = free_port(), free_port()
    text = NGINX.format(folder=folder, port=port, media=media, before=before, behind=behind)
    (folder / "nginx.conf").write_text(text)
    folder.chmod(0o755)
    process = subprocess.Popen([program, "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
    try:
        for _attempt in range(100):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        yield {"nginx": port, "site behind nginx": before}
    finally:
        process.terminate()
        process.wait(10)


def compare(ports: dict[str, int]) -> None:
    speeds: dict[str, list[float]] = {name: [] for name in ports}
    for number in range(ROUNDS):
        for name in sorted(ports, reverse=bool(number % 2)):
            speeds[name].append(download(ports[name]))
    tell("one download at a time", speeds)


def tell(what: str, speeds: dict[str, list[float]]) -> None:
    """Medians, and the median of the rounds' own ratios: what slows the machine slows both."""
    told = ", ".join(f"{name} {statistics.median(found) / 1e6:,.0f} MB/s" for name, found in speeds.items())
    for name in speeds.keys() - {"nginx"} if "nginx" in speeds else ():
        ratios = [site / other for site, other in zip(speeds[name], speeds["nginx"], strict=True)]
        told += f"; ratio of {name} {statistics.median(ratios):.2f} (goal: 0.80)"
    print(f"{what}: {told}", flush=True)


def many_fast(sites: dict[str, LiveSite], ports: dict[str, int]) -> None:
    speeds: dict[str, list[float]] = {}
    for name, port in ports.items():
        site = sites.get(name, sites["site"])
        before, during = memory(site), []
        readers, speeds[name] = Readers(port), []
        for _part in range(SECONDS):
            speeds[name].append(readers.read(1))
            during.append(memory(site))
        readers.close()
        if name in sites:
            told = f"{before:.0f} MB before, {during[1]:.0f} after 2 s, {during[-1]:.0f} after {SECONDS} s"
            print(f"{TOGETHER} at once from the {name}: memory {told}", flush=True)
    tell(f"{TOGETHER} at once", speeds)


def many_slow(site: LiveSite) -> None:
    print(f"pages with no download: {pages(site.port)}")
    before = memory(site)
    readers = Readers(site.port, slow=True)
    for _second in range(5):
        readers.sip()
        time.sleep(1)
    during = memory(site)
    print(f"pages with {TOGETHER} slow downloads: {pages(site.port, readers.sip)} (goal: 100 ms)")
    print(f"  memory {before:.0f} MB before, {during:.0f} MB during: {during - before:+.0f} MB (goal: 50)", flush=True)
    readers.close()


def prepared(folder: Path) -> LiveSite:
    site = LiveSite(folder, ENVIRONMENT)
    site.run("migrate")
    site.run("shell", "-v", "0", "-c", MAKE)
    site.show(os.urandom(SIZE))
    return site


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, ExitStack() as running:
        site = prepared(Path(folder))
        behind = LiveSite(site.var, ENVIRONMENT | {"ACCEL_REDIRECT": "/sent-by-nginx/", "NODE_NAME": "behind"})
        for one in (site, behind):
            one.start("--no-worker", "--workers", "2")
            running.callback(one.stop)
        compared = running.enter_context(nginx(site.var, site.var / "media", behind.port))
        ports = {"site": site.port} | compared
        pages(site.port)
        many_slow(site)
        compare(ports)
        many_fast({"site": site, "site behind nginx": behind}, ports)
        print(f"pages after that: {pages(site.port)}; memory {memory(site):.0f} MB")


if __name__ == "__main__":
    main()
