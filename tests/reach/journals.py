"""Reads the journal of a site that runs in another process."""

import contextlib
import threading
from pathlib import Path
from typing import BinaryIO, Self

from reach.events import Event
from reach.journal.lines import decode
from tests.live import LiveSite

SECONDS = 0.5  # a file that is removed once it is counted is written to for five


def files(var: Path) -> list[Path]:
    return sorted((var / "reach" / "journal").glob("*/*.log"))


def whole_lines(journal: bytes) -> list[Event]:
    return [event for event in map(decode, journal.splitlines()) if event is not None]


def events(var: Path) -> list[Event]:
    """All whole lines, in the order of their files; a file of protected lines may go in this moment."""
    found = []
    for file in files(var):
        with contextlib.suppress(FileNotFoundError):
            found += whole_lines(file.read_bytes())
    return found


class Recorder:
    """What came into the journal of a site since it was last asked.

    Lines of protected pages, and of visitors who object, are removed once they are counted, which may be before anybody asks: each file
    is opened soon after it was begun, and can be read until the end.
    """

    def __init__(self, site: LiveSite):
        self.site = site
        self.opened: dict[Path, BinaryIO] = {}
        self.told: dict[Path, int] = {}
        self.opening, self.ended = threading.Lock(), threading.Event()
        self.thread = threading.Thread(target=self._keep_open, daemon=True)

    def __enter__(self) -> Self:
        self.new()
        self.thread.start()
        return self

    def __exit__(self, *_error) -> None:
        self.ended.set()
        self.thread.join()
        for file in self.opened.values():
            file.close()

    def new(self) -> list[Event]:
        found = self._found()
        new = self._untold(found)
        self.told = {path: len(of_file) for path, of_file in found.items()}
        return new

    def wait_for(self, *kinds: str) -> list[Event]:
        """The new events once these kinds are among them."""
        self.site.wait_until(lambda: {*kinds} <= {event.kind for event in self._untold(self._found())}, seconds=20)
        return self.new()

    def _keep_open(self) -> None:
        while not self.ended.wait(SECONDS):
            self._open()

    def _open(self) -> list[tuple[Path, BinaryIO]]:
        with self.opening:
            for path in files(self.site.var):
                if path not in self.opened:
                    with contextlib.suppress(FileNotFoundError):
                        self.opened[path] = path.open("rb")
            return sorted(self.opened.items())

    def _found(self) -> dict[Path, list[Event]]:
        found = {}
        for path, file in self._open():
            file.seek(0)
            found[path] = whole_lines(file.read())
        return found

    def _untold(self, found: dict[Path, list[Event]]) -> list[Event]:
        return [event for path, of_file in found.items() for event in of_file[self.told.get(path, 0) :]]
