"""Servers of a test's own, which may be stopped, emptied and made silent: PostgreSQL, Redis, and a line between."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import redis

from tests.lacking import lacking
from tests.live import free_port


def wait_until(condition, seconds: float = 120, what: str = "it did not come true in time"):
    """What the condition says once it says something; long, since machines are slow, and never slept through."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, what
        time.sleep(0.05)
    return found


class Cluster:
    """PostgreSQL in a folder of its own, run as the user postgres where the tests run as root."""

    def __init__(self):
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        if not found:
            lacking("PostgreSQL is not installed: on Debian, `apt-get install postgresql`.")
        self.bin, self.port = found[-1].parent, free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="cluster-"))
        if not os.geteuid():
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self._run("initdb", "-D", f"{self.folder}/db", "-U", "postgres", "-A", "trust", "--no-sync")

    def start(self) -> None:
        """Nothing where it is at work."""
        if (self.folder / "db" / "postmaster.pid").exists():
            return
        options = f"-p {self.port} -k {self.folder} -c fsync=off -c max_connections=60"
        self._run("pg_ctl", "-D", f"{self.folder}/db", "-w", "-o", options, "-l", f"{self.folder}/log", "start")

    def stop(self, mode: str = "immediate") -> None:
        """At once, as a machine that loses its power: nothing is finished. `fast`: each connection is told, and ended."""
        self._run("pg_ctl", "-D", f"{self.folder}/db", "-m", mode, "stop")

    def restart(self) -> None:
        self.stop()
        self.start()

    def remove(self) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def connect(self, name: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(host="127.0.0.1", port=self.port, user="postgres", dbname=name, autocommit=True)

    def copy(self, url: str, name: str) -> None:
        """Bring a database of another server here; it is quicker than to migrate an empty one."""
        to = f"postgres://postgres@127.0.0.1:{self.port}/{name}"
        with subprocess.Popen([self.bin / "pg_dump", "--no-owner", url], stdout=subprocess.PIPE) as dump:
            restore = [self.bin / "psql", "-q", "-v", "ON_ERROR_STOP=1", to]
            subprocess.run(restore, stdin=dump.stdout, check=True, stdout=subprocess.DEVNULL)

    def _run(self, program: str, *arguments: str) -> None:
        user = [] if os.geteuid() else ["runuser", "-u", "postgres", "--"]
        subprocess.run([*user, f"{self.bin}/{program}", *arguments], check=True, cwd="/", stdout=subprocess.DEVNULL)


class RedisServer:
    """Keeps nothing: one that was started again is empty."""

    def __init__(self, folder: Path):
        if not shutil.which("redis-server"):
            lacking("Redis is not installed: on Debian, `apt-get install redis-server`.")
        self.folder, self.port = folder, free_port()
        self.process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Nothing where it is at work."""
        if self.process is not None and self.process.poll() is None:
            return
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", self.folder]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        with redis.Redis.from_url(self.url) as client:
            wait_until(lambda: _answers(client), what="Redis does not answer")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def _answers(client: redis.Redis) -> bool:
    try:
        return client.ping()
    except redis.RedisError:
        return False


class Line:
    """A line to a server, which may be cut, or go silent: connections stay open and carry nothing."""

    def __init__(self, to: int):
        self.to = to
        self.asked = self.answered = _nobody_listens  # what passes each way, before it arrives
        self.carries = threading.Event()
        self.carries.set()
        self.listener: socket.socket | None = None
        self.ends: set[socket.socket] = set()
        self.port = free_port()
        self.join()

    def join(self) -> None:
        """Nothing where it is joined."""
        if self.listener is not None:
            return
        self.listener = socket.create_server(("127.0.0.1", self.port), backlog=100)
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()

    def cut(self) -> None:
        """Nothing listens any more, and what was open is closed."""
        listener, self.listener = self.listener, None
        if listener is not None:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        for end in list(self.ends):
            _close(end)

    def silence(self) -> None:
        self.carries.clear()

    def speak(self) -> None:
        self.carries.set()

    def _accept(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                here, _address = listener.accept()
                threading.Thread(target=self._carry, args=(here,), daemon=True).start()

    def _carry(self, here: socket.socket) -> None:
        self.carries.wait()
        try:
            there = socket.create_connection(("127.0.0.1", self.to))
        except OSError:
            _close(here)
            return
        self.ends |= {here, there}
        back = threading.Thread(target=self._copy, args=(there, here, lambda data: self.answered(data)), daemon=True)
        back.start()
        self._copy(here, there, lambda data: self.asked(data))
        back.join()
        self.ends -= {here, there}

    def _copy(self, source: socket.socket, target: socket.socket, pass_by: Callable[[bytes], None]) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self.carries.wait()
                pass_by(data)
                target.sendall(data)
        for end in (source, target):
            _close(end)


def _nobody_listens(data: bytes) -> None:
    pass


def _close(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
