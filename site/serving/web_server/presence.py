"""Each web process says what it counts, and that it lives, in the memory of its node; the supervisor and the metrics read it.

Numbers of a process that has ended stay: they are added to those of all that ended before.
"""

import atexit
import contextlib
import fcntl
import json
import os
import secrets
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from serving import node_memory
from serving.tallies import TALLIES, Key, Tallies

EVERY = 0.25  # seconds
GENERATION = "SERVE_GENERATION"  # in the environment of a web process: which start or restart of `serve` it belongs to
ENDED = "ended"


@dataclass(frozen=True)
class Process:
    """What one web process last said."""

    pid: int
    generation: str
    ready: bool
    counted: dict[Key, float]
    gauges: dict[str, float]


class Presence(threading.Thread):
    """In a web process: writes what it counts, and looks whether it is to end."""

    def __init__(
        self, generation: str, *, ready: Callable[[], bool], drain: Callable[[], None], tallies: Tallies = TALLIES
    ):
        super().__init__(name="presence", daemon=True)
        self.generation, self.ready, self.drain, self.tallies = generation, ready, drain, tallies
        self.folder = node_memory.folder("serve")
        self.place = self.folder / f"web-{os.getpid()}-{secrets.token_hex(4)}"
        self.lock = self.place.with_suffix(".lock").open("w")
        fcntl.flock(self.lock, fcntl.LOCK_EX)
        self.is_ready = self.is_draining = False
        self.stopping = threading.Event()

    def run(self) -> None:
        atexit.register(self.write)
        while not self.stopping.wait(EVERY):
            self.is_ready = self.is_ready or self.ready()
            if not self.is_draining and draining(self.folder, self.generation):
                self.is_draining = True
                self.drain()
            with contextlib.suppress(OSError):
                self.write()

    def write(self) -> None:
        said = {
            "pid": os.getpid(),
            "generation": self.generation,
            "ready": self.is_ready,
            "counted": [[*key, n] for key, n in self.tallies.counted().items()],
            "gauges": self.tallies.gauges(),
        }
        _replace(self.place.with_suffix(".json"), said)


def processes() -> list[Process]:
    """Those that live; what the others counted is put aside."""
    return list(_processes(node_memory.folder("serve")))


def ended() -> dict[Key, float]:
    """What all that ended have counted."""
    return _counted(_read(node_memory.folder("serve") / f"{ENDED}.json"))


def totals(living: list[Process]) -> dict[Key, float]:
    """Since this machine was started."""
    counted = Counter(ended())
    for process in living:
        counted.update(process.counted)
    return dict(counted)


def restarts_tally() -> Path:
    """A byte for each web process that ended and was started again; written by the server (serving/web_server/restarts.py)."""
    return node_memory.folder("serve") / "restarts"


def restarts() -> int:
    """Since this machine was started."""
    tally = restarts_tally()
    return tally.stat().st_size if tally.exists() else 0


def drain(generation: str) -> None:
    """Tell the processes of a generation to end their connections."""
    (node_memory.folder("serve") / f"drain-{generation}").touch()


def draining(folder: Path, generation: str) -> bool:
    return (folder / f"drain-{generation}").exists()


def forget(generation: str) -> None:
    (node_memory.folder("serve") / f"drain-{generation}").unlink(missing_ok=True)


def _processes(folder: Path) -> Iterator[Process]:
    with (folder / "reading").open("w") as reading:
        fcntl.flock(reading, fcntl.LOCK_EX)  # nobody puts the same aside twice
        for lock in folder.glob("web-*.lock"):
            said = _read(lock.with_suffix(".json"))
            if not _lives(lock):
                said = _read(lock.with_suffix(".json"))  # what it wrote last
                _put_aside(folder, said)
                lock.with_suffix(".json").unlink(missing_ok=True)
                lock.unlink(missing_ok=True)
            elif said:
                yield Process(said["pid"], said["generation"], said["ready"], _counted(said), said["gauges"])


def _put_aside(folder: Path, said: dict) -> None:
    counted = Counter(_counted(_read(folder / f"{ENDED}.json")))
    counted.update(_counted(said))
    _replace(folder / f"{ENDED}.json", {"counted": [[*key, n] for key, n in counted.items()]})


def _lives(lock: Path) -> bool:
    try:
        with lock.open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        pass
    return False


def _counted(said: dict) -> dict[Key, float]:
    return {tuple(key): n for *key, n in said.get("counted", [])}


def _read(path: Path) -> dict:
    try:
        return json.loads(path.read_text())
    except (OSError, ValueError):
        return {}


def _replace(path: Path, said: dict) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(said))
    fresh.replace(path)
