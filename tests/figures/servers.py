"""The servers that stand side by side, each with one process that answers."""

import http.client
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from operations.management.commands.serve import processes
from tests.live import ROOT, free_port

NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 1024; }}
http {{ sendfile on; tcp_nopush on; access_log off; keepalive_requests 100000000; default_type text/html;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port}; root {files}; }} }}
"""


@dataclass
class Server:
    port: int
    pid: int

    def get(self, path: str, headers: dict[str, str] | None = None) -> http.client.HTTPResponse:
        """The answer, read whole; its bytes are `answer.data`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        answer.data = answer.read()
        connection.close()
        return answer

    @property
    def memory(self) -> float:
        """Megabytes of it and its children, what they share divided among them."""
        text = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in (self.pid, *_children(self.pid))]
        return sum(int(each.partition("\nPss:")[2].split()[0]) for each in text) / 1024


def _children(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "--ppid", str(pid), "-o", "pid="], capture_output=True, text=True, check=False)
    return [int(child) for child in listed.stdout.split()]


@contextmanager
def granian(application: str, environment: dict[str, str], folder: Path = ROOT) -> Iterator[Server]:
    """The server of the site, with its options, in one process."""
    port = free_port()
    (web,) = (child for child in processes("127.0.0.1", port, 1, background=False) if child.name == "web")
    with _running([*web.command, application], port, environment, folder) as server:
        yield server


@contextmanager
def nginx(files: Path, folder: Path) -> Iterator[Server | None]:
    """Gives out files; None where it is not installed."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        yield None
        return
    port = free_port()
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port, files=files))
    for each in (folder, files):
        each.chmod(0o755)
    with _running([program, "-c", str(folder / "nginx.conf")], port, {}, folder) as server:
        yield server


@contextmanager
def _running(command: list[str], port: int, environment: dict[str, str], folder: Path) -> Iterator[Server]:
    process = subprocess.Popen(command, env=environment, cwd=folder, stderr=subprocess.DEVNULL)
    server = Server(port, process.pid)
    try:
        wait_until(lambda: server.get("/healthz").status > 0, process)
        yield server
    finally:
        process.terminate()
        process.wait(30)


def wait_until(answers: Callable[[], bool], process: subprocess.Popen) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            if answers():
                return
        except (OSError, http.client.HTTPException):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"a server does not answer: {' '.join(map(str, process.args))}") from None
            time.sleep(0.1)
