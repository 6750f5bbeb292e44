"""A real site in a process of its own: the demonstration, built and served by the project's own commands."""

import fcntl
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TextIO
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests import migrated

ROOT = Path(__file__).resolve().parents[1]
BUILT = ROOT / "var" / "tests"
PASSWORD = "a password for the demonstration"

FILE = "/media/media/large.zip"
SHOW = """
from tests import factories
factories.shown(factories.media_of_before("large.zip", b"in the place of something larger"))
"""

CHILDREN = (
    "granian",
    "db_worker",
    "scheduler",
    "reach_fold",
    "metrics",
)  # in the names or the commands of what `serve` runs


created: list[str] = []


def drop_databases() -> None:
    """Remove the databases that `fresh_database` made."""
    if created:
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
            for name in created:
                connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def built_site(var: Path) -> "LiveSite":
    """A copy of the demonstration as `manage.py demo` builds it."""
    folder = built()
    environment, port = json.loads((folder / "environment").read_text())
    site = LiveSite(folder / "var", environment, made_for=port).copy(var)
    site.output = (folder / "output").read_text()
    return site


def built() -> Path:
    """Where the demonstration lies that all processes and runs of tests copy: built where it is not, once.

    It is built anew when a file of the site has changed, and each day, since its dates follow the calendar.
    """
    BUILT.mkdir(parents=True, exist_ok=True)
    with (BUILT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        url = os.environ.get("DATABASE_URL", "")
        folder = BUILT / f"{'postgresql' if url else 'sqlite'}-{_digest_of_sources()}"
        if not (folder / "output").exists():
            _build(folder, url)
    return folder


def share_static(var: Path) -> None:
    shutil.copytree(_static_files(), var / "static", dirs_exist_ok=True)


@cache
def _static_files() -> Path:
    """All of them, compressed, for all processes and runs of tests; brought up to date once by each process."""
    folder = BUILT / "static"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        LiveSite(
            folder, {"SECRET_KEY": "asks for none", "ALLOWED_HOSTS": "localhost", "BASE_URL": "http://localhost"}
        ).run("build")
    return folder / "static"


def _build(folder: Path, url: str) -> None:
    """In place of what was built of other sources with the same kind of database."""
    for old in BUILT.glob(f"{folder.name.partition('-')[0]}-*"):
        shutil.rmtree(old)
    environment = {"DATABASE_URL": _made_anew(url)} if url else {}
    (folder / "var").mkdir(parents=True)
    site = LiveSite(folder / "var", environment)
    share_static(site.var)
    (folder / "environment").write_text(json.dumps([environment, site.port]))
    output = site.run("demo", "--no-serve", "--port", str(site.port)).stdout
    site.run(
        "db_worker", "--queue-name", "*", "--batch", "--no-startup-delay"
    )  # else each copy that is served makes it
    (folder / "output").write_text(output)


def _made_anew(url: str) -> str:
    name = f"{urlsplit(url).path.strip('/')}_built"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _digest_of_sources() -> str:
    """Of the day, and of each file's name, size and time of change."""
    digest = hashlib.sha256(f"{time.strftime('%F')} {os.environ.get('DATABASE_URL', '')}".encode())
    for room in ("campaigns", "home", "locale", "site", "static", "uv.lock"):
        files = [ROOT / room] if (ROOT / room).is_file() else sorted((ROOT / room).rglob("*"))
        for path in files:
            if path.is_file() and path.suffix not in (".mo", ".pyc"):
                about = path.stat()
                digest.update(f"{path} {about.st_size} {about.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


def fresh_database(template: str | None = None) -> dict[str, str]:
    """The environment of a new database beside the one that the suite runs on; nothing where that is SQLite, a file in `var`."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return {}
    parts = urlsplit(url)
    name = f"live_{uuid.uuid4().hex[:12]}"
    source = f" TEMPLATE {urlsplit(template).path.strip('/')}" if template else ""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}{source}")
    created.append(name)
    return {"DATABASE_URL": urlunsplit(parts._replace(path=f"/{name}"))}


@dataclass
class LiveSite:
    """Commands run as an operator would run them, in an environment that knows nothing of the tests' own."""

    var: Path
    environment: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None
    output: str = ""
    made_for: int = 0  # the port of the address on all that was made of it
    held: TextIO | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def prepare(self) -> "LiveSite":
        """The migrated database and the static files, as an earlier run kept them: `migrate` and `build` find little to do."""
        share_static(self.var)
        self.migrate()
        return self

    def migrate(self) -> None:
        url, file = self.environment.get("DATABASE_URL", ""), self.var / "db.sqlite3"
        migrated.copy_or_make(url, file, lambda: self.run("migrate", "-v", "0"))

    def copy(self, var: Path) -> "LiveSite":
        """The same site in a folder and a database of its own."""
        shutil.copytree(self.var, var, dirs_exist_ok=True)
        database = fresh_database(template=self.environment.get("DATABASE_URL"))
        return LiveSite(var, self.environment | database, made_for=self.made_for)

    def settle(self) -> None:
        """Of a copy of `built_site`: let the address on all that was made of it be its own.

        One copy at a time has it as it was built; another is made anew for an address of its own.
        """
        assert self.made_for, "it is no copy of what was built"
        self.held = (BUILT / "port").open("w")
        try:
            fcntl.flock(self.held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with socket.create_server(("127.0.0.1", self.made_for)):
                self.port = self.made_for
        except OSError:
            self.held.close()
            self.run("demo", "--no-serve", "--port", str(self.port))

    def run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        done = subprocess.run(command, env=self.variables(), cwd=ROOT, capture_output=True, text=True, timeout=1200)
        assert not (check and done.returncode), f"{' '.join(arguments)}: {done.returncode}\n{done.stderr[-5000:]}"
        return done

    def show(self, content: bytes) -> Path:
        """Where the file lies that is now at FILE, public since a live page shows it."""
        self.run("shell", "-v", "0", "-c", SHOW)
        path = self.var / FILE.strip("/")
        path.write_bytes(content)
        return path

    def start(self, *arguments: str, command: str = "serve") -> None:
        """Serve, and return once the site answers."""
        workers = ["--workers", "1"] if command == "serve" else []
        command = [sys.executable, str(ROOT / "manage.py"), command, "--port", str(self.port), *workers, *arguments]
        with (self.var / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self.variables(), cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        self.wait_until(lambda: self.status("/healthz") == 200)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=40)

    def status(self, path: str) -> int | None:
        """The status of an answer; None where nothing answers."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as response:
                return response.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return None

    def children(self, of: int | None = None) -> dict[str, int]:
        """{name: process id} of what the supervisor, or another process, runs; read from the system."""
        found = {}
        for line in subprocess.run(
            ["ps", "-e", "-ww", "-o", "pid=,ppid=,comm=,args="], capture_output=True, text=True, check=True
        ).stdout.splitlines():
            pid, parent, arguments = line.split(None, 2)
            if int(parent) == (of or self.process.pid):
                name = next((name for name in CHILDREN if name in arguments), "other")
                found[name] = int(pid)
        return found

    def wait_until(self, condition, seconds: float = 60) -> None:
        """Poll a condition; the log is told where it does not come true in time."""
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline or (self.process and self.process.poll() is not None):
                raise AssertionError(f"not in time: {(self.var / 'serve.log').read_text()[-3000:]}")
            time.sleep(0.1)

    def variables(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return kept | {"VAR_DIR": str(self.var), "DEMO_PASSWORD": PASSWORD} | self.environment


def alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return status != "Z"


if __name__ == "__main__":
    built()
