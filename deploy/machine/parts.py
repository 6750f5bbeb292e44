"""A process of the machine: it is started, asked whether it is ready, and stopped; it never outlives whoever started it."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

STOP_AFTER = 40  # seconds: more than `serve` gives its own processes
PR_SET_PDEATHSIG = 1


class PartError(Exception):
    """A part that does not come up, or ends too early; says what its log ends with."""


@dataclass
class Part:
    name: str
    command: list[str]
    log: Path
    is_ready: Callable[[], bool]
    environment: dict[str, str] | None = None
    folder: Path | None = None
    user: str | None = None
    farewell: signal.Signals = signal.SIGTERM
    process: subprocess.Popen | None = field(default=None, init=False)

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        farewell = self.farewell

        def die_with_parent() -> None:
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, farewell)

        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=self.environment,
                cwd=self.folder,
                user=self.user,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )

    def wait(self, seconds: float = 120) -> None:
        """Raises PartError where it is not ready in time."""
        deadline = time.monotonic() + seconds
        while not self.is_ready():
            if not self.is_running or time.monotonic() > deadline:
                state = "is not ready in time" if self.is_running else "has ended"
                raise PartError(f"{self.name} {state}; {self.log} ends with:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.05)

    def ask_to_stop(self) -> None:
        if self.is_running:
            self.process.send_signal(self.farewell)

    def stop(self) -> None:
        if self.is_running:
            self.ask_to_stop()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP_AFTER)
        self.kill()

    def kill(self) -> None:
        """At once, with everything that it has started: as where the machine under it is lost."""
        if self.process is None:
            return
        if self.is_running:
            os.kill(self.process.pid, signal.SIGSTOP)  # it starts nothing again meanwhile
            for pid in [self.process.pid, *descendants(self.process.pid)]:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        self.process.wait()


def descendants(pid: int) -> list[int]:
    """The processes below one, read from the system."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            parents.setdefault(parent, []).append(int(folder.name))
    found, left = [], [pid]
    while left:
        below = parents.get(left.pop(), [])
        found += below
        left += below
    return found


def free_ports(number: int) -> list[int]:
    """Different ones, since all are held until the last is known."""
    with contextlib.ExitStack() as held:
        probes = [held.enter_context(socket.socket()) for _ in range(number)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


def listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
