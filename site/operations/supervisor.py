"""Keeps the processes of one node running: the web server, the worker, the scheduler."""

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
    """Starts the essential processes first and the others once `answers` says that those are at work."""

    def __init__(self, children: list[Child], answers: Callable[[], bool]):
        self.children = children
        self.answers = answers
        self.stopping = threading.Event()

    def run(self) -> int:
        """Start all, restart what ends early, stop all on a signal; returns the exit status of the node."""
        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, lambda *_: self.stopping.set())
        for child in self.children:
            if child.essential:
                child.start()
        threading.Thread(target=self._start_others, daemon=True).start()
        status = 0
        while not self.stopping.wait(0.5):
            for child in self.children:
                if child.process is None:
                    continue
                ended = child.process.poll()
                if ended is None:
                    continue
                if child.essential:
                    status = ended or 1
                    self.stopping.set()
                    break
                print(f"{child.name} ended with status {ended}; starting it again", file=sys.stderr, flush=True)
                if not self.stopping.wait(RESTART_AFTER):
                    child.start()
        self._stop()
        return status

    def _start_others(self) -> None:
        while not self.answers() and not self.stopping.wait(0.2):
            pass
        for child in self.children:
            if not child.essential and not self.stopping.is_set():
                child.start()

    def _stop(self) -> None:
        started = [child for child in self.children if child.process is not None]
        for child in started:
            if child.process.poll() is None:
                child.process.terminate()
        deadline = time.monotonic() + STOP_AFTER
        for child in started:
            try:
                child.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()


def _die_with_parent() -> None:
    """On Linux a child ends with its supervisor, even one that was killed (prctl, PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
    os.setpgid(0, 0)
