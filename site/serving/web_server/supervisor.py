"""Keeps the processes of one node running: the web server, the worker, the scheduler; puts new ones in their place."""

import contextlib
import gc
import logging
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from serving.web_server.asked import Asked
from serving.web_server.copies import Copy, die_with_parent, may_copy
from serving.web_server.renewal import Renewal

STOP_AFTER = 30  # seconds that a process is given to end
RESTART_AFTER = 2  # seconds
STEP = 0.3  # seconds
logger = logging.getLogger("serve")


@dataclass
class Child:
    """A process; `essential` ones end the node when they end, others are started again.

    `shares` are descriptors that it inherits, `environment` is added to what the supervisor itself was started with.
    `work` is what the command does: the first time, a copy of the supervisor does it, which has loaded all that it needs.
    """

    name: str
    command: list[str]
    essential: bool = False
    shares: tuple[int, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    work: Callable[[], object] | None = None
    process: subprocess.Popen | Copy | None = field(default=None, init=False)
    is_ending: bool = field(default=False, init=False)
    waiting: Copy | None = field(default=None, init=False)

    def copy(self) -> None:
        """While this process has no other thread: its copy waits until the child is started."""
        if self.work is not None and may_copy():
            self.waiting = Copy(self.command[2].rpartition(".")[2], self._work, self.shares)

    def _work(self) -> None:
        os.environ.update(self.environment)
        self.work()

    def start(self) -> None:
        self.is_ending = False
        if self.waiting is not None:
            self.process, self.waiting = self.waiting, None
            self.process.begin()
            return
        self.process = subprocess.Popen(
            self.command,
            env=first_environment() | self.environment,
            pass_fds=self.shares,
            preexec_fn=die_with_parent,  # our own commands
        )

    def end(self) -> None:
        """Ask it to end: once, since a worker that is asked twice leaves its work."""
        if self.process is not None and self.process.poll() is None and not self.is_ending:
            self.is_ending = True
            self.process.terminate()

    def kill(self) -> None:
        """What is left of it, and what it started itself: each child leads a group of its own."""
        if self.waiting is not None:
            self.waiting.terminate()
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def first_environment() -> dict[str, str]:
    """That of the supervisor's own start, without what it read from `.env` since: what stands there now is read anew."""
    initial = Path("/proc/self/environ")
    if not initial.exists():
        return dict(os.environ)
    pairs = (pair.partition("=") for pair in os.fsdecode(initial.read_bytes()).split("\0") if "=" in pair)
    return {name: value for name, _equals, value in pairs}


class Supervisor:
    """Starts the essential processes first, and the others once `answers` says that those are at work."""

    def __init__(
        self,
        children: list[Child],
        answers: Callable[[], bool],
        renew: Callable[["Supervisor"], Renewal] | None = None,
        stop_after: float = STOP_AFTER,
        before_stop: Callable[[], None] = lambda: None,
    ):
        self.children = children
        self.answers, self.renew, self.stop_after, self.before_stop = answers, renew, stop_after, before_stop
        self.stopping, self.renewing, self.answering = Asked(), Asked(), threading.Event()
        self.renewal: Renewal | None = None
        self.retiring: list[tuple[Child, float]] = []  # and until when each may still be at work

    def run(self) -> int:
        """Start all, restart what ends early, stop all on a signal; returns the exit status of the node."""
        gc.freeze()  # to look through it for garbage would write to what copies share
        for child in self.children:
            child.copy()
        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, lambda *_: self.stopping.set())
        signal.signal(signal.SIGHUP, lambda *_: self.renewing.set())
        threading.Thread(target=self._watch, daemon=True).start()
        self._start(essential=True)
        status = 0
        while not status and not self.stopping.wait(STEP):
            if self.answering.is_set():
                self._start(essential=False)
                self._renew()
            self._retire()
            status = self._mend()
        self._stop()
        return status

    def _watch(self) -> None:
        while not self.answers() and not self.stopping.wait(0.2):
            pass
        self.answering.set()

    def _start(self, *, essential: bool) -> None:
        # In the main thread: Linux ends a process with the thread that started it.
        for child in self.children:
            if child.essential == essential and child.process is None:
                child.start()

    def _renew(self) -> None:
        """A step of the restart that was asked for; one that is asked for meanwhile comes after it."""
        if self.renewal is None and self.renewing.is_set() and self.renew is not None:
            self.renewing.clear()
            self.renewal = self.renew(self)
        if self.renewal is not None and self.renewal.step():
            self.renewal = None

    def replace(self, old: Child, new: Child, grace: float) -> None:
        """The new one is at work: let the old one end what it has in hand."""
        self.children[self.children.index(old)] = new
        old.end()
        self.retiring.append((old, time.monotonic() + grace))

    def _retire(self) -> None:
        for one in list(self.retiring):
            child, until = one
            if child.process.poll() is not None or time.monotonic() > until:
                child.kill()
                self.retiring.remove(one)

    def _mend(self) -> int:
        """Start again what ended; the status of an essential process that ended, 0 otherwise."""
        for child in self.children:
            ended = child.process.poll() if child.process else None
            if ended is None:
                continue
            if child.essential:
                logger.error("%s ended with status %s, and the node with it", child.name, ended)
                return ended or 1
            if not child.is_ending:
                logger.error("%s ended with status %s; starting it again", child.name, ended)
            if child.is_ending or not self.stopping.wait(RESTART_AFTER):
                child.start()
        return 0

    def _stop(self) -> None:
        self.before_stop()
        if self.renewal is not None:
            self.renewal.abandon()
        everyone = [*self.children, *(child for child, _until in self.retiring)]
        for child in everyone:
            child.end()
        deadline = time.monotonic() + self.stop_after
        for child in everyone:
            if child.process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.process.wait(max(0.1, deadline - time.monotonic()))
            child.kill()
