"""Says on a terminal how far long work is, and how long each step took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

EVERY = 0.5  # seconds


class Progress:
    """Steps with their seconds; a terminal is told each as it runs, anything else nothing."""

    def __init__(self, stream=sys.stderr):
        self._stream = stream if stream.isatty() else None
        self._name, self._bytes, self._said = "", 0, 0.0
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self._name, self._bytes, self._said = name, 0, 0.0
        started = time.monotonic()
        self.told(0)
        try:
            yield
        finally:
            self.seconds[name] = round(self.seconds.get(name, 0) + time.monotonic() - started, 2)
            if self._stream:
                self._stream.write(f"\r\033[K{name}: {self.seconds[name]} s\n")
                self._stream.flush()

    def told(self, count: int) -> None:
        """`count` more bytes are done."""
        self._bytes += count
        now = time.monotonic()
        if self._stream and now - self._said >= EVERY:
            self._said = now
            self._stream.write(f"\r\033[K{self._name} … {self._bytes / 2**20:,.1f} MB")
            self._stream.flush()
