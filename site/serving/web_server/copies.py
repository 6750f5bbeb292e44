"""A copy of this process for each process of a node: what is loaded is shared, and nothing is loaded twice.

Each would need some two seconds of processor to load the site, and as much memory again.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

TASKS = Path("/proc/self/task")
DEATH, NAME = 1, 15  # prctl: the signal on the parent's death, the name that `ps -o comm` shows
WAIT = 0.02  # seconds


def may_copy() -> bool:
    """Only Linux says how many threads there are, those of libraries too; a copy of a process that has others may wait for them for ever."""
    return TASKS.exists() and len(list(TASKS.iterdir())) == 1


class Copy:
    """It waits from the start, and works once it is told to `begin`; for the rest as `subprocess.Popen`.

    It inherits no descriptor but standard input and output and those that it `shares`, and ends with its parent.
    """

    def __init__(self, name: str, work: Callable[[], object], shares: tuple[int, ...] = ()):
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        told, self._tell = os.pipe()
        self.returncode: int | None = None
        parent = os.getpid()
        self.pid = os.fork()
        if self.pid == 0:
            os._exit(_live(name, work, told, parent, {told, *shares}))
        os.close(told)

    def begin(self) -> None:
        with contextlib.suppress(BrokenPipeError):  # it has ended: `poll` says so
            os.write(self._tell, b".")
        os.close(self._tell)

    def poll(self) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        until = None if timeout is None else time.monotonic() + timeout
        while (status := self.poll()) is None:
            if until is not None and time.monotonic() > until:
                raise subprocess.TimeoutExpired([str(self.pid)], timeout or 0)
            time.sleep(WAIT)
        return status

    def terminate(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)


def die_with_parent() -> None:
    """On Linux a child ends with its supervisor, even one that was killed; it leads a group of its own."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DEATH, signal.SIGTERM)
    os.setpgid(0, 0)


def _live(name: str, work: Callable[[], object], told: int, parent: int, kept: set[int]) -> int:
    """In the copy; returns its status."""
    try:
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signum, signal.SIG_DFL)
        die_with_parent()
        ctypes.CDLL(None).prctl(NAME, name.encode()[:15])
        for low, high in pairwise([2, *sorted(kept), os.sysconf("SC_OPEN_MAX")]):
            os.closerange(low + 1, high)
        if os.getppid() != parent or not os.read(told, 1):
            return 0  # there is nobody to work for
        os.close(told)
        work()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1 if ended.code else 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
        return 1
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    return 0
