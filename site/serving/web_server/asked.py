"""What signals ask of a process: safe to be set while it is waited for, and while it is being set.

An Event is neither. A signal's handler runs in the main thread, between two steps of what that does: where it is in the midst of
`wait` or `set`, it holds the lock that `set` asks for, and the process would wait for itself until it is killed.
"""

import contextlib
import os
import select
import signal


class Asked:
    """As an Event, for one process: what is set stays set until it is cleared."""

    def __init__(self):
        self._is_set = False
        self._told, self._tells = os.pipe()
        for end in (self._told, self._tells):
            os.set_blocking(end, False)

    def set(self) -> None:
        self._is_set = True
        with contextlib.suppress(BlockingIOError):  # told often enough
            os.write(self._tells, b".")

    def is_set(self) -> bool:
        return self._is_set

    def clear(self) -> None:
        """What is asked for after the first line stays asked for."""
        self._is_set = False
        while select.select([self._told], [], [], 0)[0]:
            os.read(self._told, 4096)
        if self._is_set:
            self.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Whether it was set by then; None waits without end."""
        select.select([self._told], [], [], seconds)
        return self._is_set


def by(*signals: signal.Signals) -> Asked:
    """Set by any of these signals; in the main thread alone."""
    asked = Asked()
    for signum in signals:
        signal.signal(signum, lambda *_: asked.set())
    return asked


def to_stop() -> Asked:
    """Set when the process is asked to end, however often."""
    return by(signal.SIGINT, signal.SIGTERM)
