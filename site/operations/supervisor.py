"""Keeps the processes of one node running: the web server, the worker, the scheduler."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

STOP_AFTER = 30  # seconds that a process is given to end
RESTART_AFTER = 2  # seconds
ASK_EVERY = 1.0  # seconds


@dataclass
class Child:
    """A process; `essential` ones end the node when they end, others are started again."""

    name: str
    command: list[str]
    essential: bool = False
    process: subprocess.Popen | None = field(default=None, init=False)

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, preexec_fn=_die_with_parent)  # our own commands


class Supervisor:
    """Starts the essential processes first, and the others once `answers` says that those are at work.

    It goes on asking: granian starts at most one thread when a request comes, and where many come at once it can miss one,
    which then waits behind long downloads until the next request; see docs/adr/0017-downloads.md.
    """

    def __init__(self, children: list[Child], answers: Callable[[], bool]):
        self.children = children
        self.answers = answers
        self.stopping = threading.Event()
        self.answering = threading.Event()

    def run(self) -> int:
        """Start all, restart what ends early, stop all on a signal; returns the exit status of the node."""
        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, lambda *_: self.stopping.set())
        threading.Thread(target=self._watch, daemon=True).start()
        self._start(essential=True)
        status = 0
        while not status and not self.stopping.wait(0.3):
            if self.answering.is_set():
                self._start(essential=False)
            status = self._mend()
        self._stop()
        return status

    def _watch(self) -> None:
        while not self.answers() and not self.stopping.wait(0.2):
            pass
        self.answering.set()
        while not self.stopping.wait(ASK_EVERY):
            self.answers()

    def _start(self, *, essential: bool) -> None:
        # In the main thread: Linux ends a process with the thread that started it.
        for child in self.children:
            if child.essential == essential and child.process is None:
                child.start()

    def _mend(self) -> int:
        """Start again what ended; the status of an essential process that ended, 0 otherwise."""
        for child in self.children:
            ended = child.process.poll() if child.process else None
            if ended is None:
                continue
            if child.essential:
                return ended or 1
            print(f"{child.name} ended with status {ended}; starting it again", file=sys.stderr, flush=True)
            if not self.stopping.wait(RESTART_AFTER):
                child.start()
        return 0

    def _stop(self) -> None:
        started = [child.process for child in self.children if child.process is not None]
        for process in started:
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + STOP_AFTER
        for process in started:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, deadline - time.monotonic()))
            # What is left of it, and what it started itself: each child leads a group of its own.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _die_with_parent() -> None:
    """On Linux a child ends with its supervisor, even one that was killed (prctl, PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
    os.setpgid(0, 0)
