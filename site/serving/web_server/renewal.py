"""A restart that no visitor notices: new web processes are ready before the old ones end, on the socket that they share."""

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from serving.web_server import presence

if TYPE_CHECKING:
    from serving.web_server.supervisor import Child, Supervisor

READY_WITHIN = 120.0  # seconds
DRAIN = 3.0  # seconds in which connections end with their next answer, before those that are idle are closed
logger = logging.getLogger("serve")


class Renewal:
    """`step` is called by the supervisor again and again, and never waits.

    What the new code needs is made first, by the new code itself; where that fails, or the new processes are not ready in
    time, the old ones go on as if nothing had been asked.
    """

    def __init__(self, supervisor: "Supervisor", prepare: "Child", new: "Child", workers: int, grace: float):
        self.supervisor, self.prepare, self.new = supervisor, prepare, new
        self.workers, self.grace = workers, grace
        self.old = next(child for child in supervisor.children if child.name == new.name)
        self.now: Callable[[], bool] = self._begin
        self.until = 0.0

    def step(self) -> bool:
        """Whether it is over."""
        return self.now()

    def abandon(self) -> None:
        """The node stops."""
        for child in (self.prepare, self.new):
            if child.process is not None and child not in self.supervisor.children:
                child.kill()

    def _begin(self) -> bool:
        logger.warning("restart: the new code is being prepared")
        self.prepare.start()
        self.now = self._prepared
        return False

    def _prepared(self) -> bool:
        status = self.prepare.process.poll()
        if status is None:
            return False
        if status:
            return self._failed(f"it could not be prepared (status {status})")
        self.new.start()
        self.until = time.monotonic() + READY_WITHIN
        self.now = self._ready
        return False

    def _ready(self) -> bool:
        if self.new.process.poll() is not None:
            return self._failed(f"the new web server ended with status {self.new.process.returncode}")
        if time.monotonic() > self.until:
            return self._failed(f"the new web processes were not ready within {READY_WITHIN:g} s; see /readyz")
        generation = self.new.environment[presence.GENERATION]
        ready = [one for one in presence.processes() if one.generation == generation and one.ready]
        if len(ready) < self.workers:
            return False
        presence.drain(self.old.environment[presence.GENERATION])
        self.until = time.monotonic() + DRAIN
        self.now = self._drained
        return False

    def _drained(self) -> bool:
        if time.monotonic() < self.until:
            return False
        self.supervisor.replace(self.old, self.new, self.grace)
        for child in self.supervisor.children:
            if child is not self.new:
                child.end()  # and is started again when its work in hand is done
        logger.warning("restart: done")
        return True

    def _failed(self, why: str) -> bool:
        logger.error("restart: %s: the old processes go on", why)
        self.abandon()
        return True
