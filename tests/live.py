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
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
BUILT = ROOT / "var" / "tests"
PASSWORD = "a password for the demonstration"

FILE = "/media/media/large.zip"
SHOW = """
from tests import factories
factories.shown(factories.media_of_before("large.zip", b"in the place of something larger"))
"""

CHILDREN = ("granian", "db_worker", "scheduler", "reach_fold", "metrics")  # in the commands of what `serve` runs


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
    """A copy of the demonstration as `manage.py demo` builds it, which all processes and runs of tests share.

    It is built anew when a file of the site has changed, and each day, since its dates follow the calendar.
    """
    BUILT.mkdir(parents=True, exist_ok=True)
    with (BUILT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        url = os.environ.get("DATABASE_URL", "")
        folder = BUILT / f"{'postgresql' if url else 'sqlite'}-{_digest_of_sources()}"
        if not (folder / "output").exists():
            _build(folder, url)
        environment = json.loads((folder / "environment").read_text())
        site = LiveSite(folder / "var", environment).copy(var)
    site.output = (folder / "output").read_text()
    return site


def _build(folder: Path, url: str) -> None:
    """In place of what was built of other sources with the same kind of database."""
    for old in BUILT.glob(f"{folder.name.partition('-')[0]}-*"):
        shutil.rmtree(old)
    environment = {"DATABASE_URL": _made_anew(url)} if url else {}
    (folder / "var").mkdir(parents=True)
    (folder / "environment").write_text(json.dumps(environment))
    output = LiveSite(folder / "var", environment).run("demo", "--no-serve").stdout
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

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def copy(self, var: Path) -> "LiveSite":
        """The same site in a folder and a database of its own."""
        shutil.copytree(self.var, var, dirs_exist_ok=True)
        database = fresh_database(template=self.environment.get("DATABASE_URL"))
        return LiveSite(var, self.environment | database)

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
            ["ps", "-e", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
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
