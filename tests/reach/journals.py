"""Reads the journal of a site that runs in another process."""

from pathlib import Path

from reach.events import Event
from reach.journal.lines import decode
from tests.live import LiveSite


def by_file(var: Path) -> dict[Path, list[Event]]:
    """All whole lines of each file, in the order of their names; a file of protected lines may go in this moment."""
    found: dict[Path, list[Event]] = {}
    for file in sorted((var / "reach" / "journal").glob("*/*.log")):
        try:
            lines = file.read_bytes().splitlines()
        except FileNotFoundError:
            continue
        found[file] = [event for event in map(decode, lines) if event is not None]
    return found


def events(var: Path) -> list[Event]:
    """All whole lines, in the order of their files."""
    return [event for of_file in by_file(var).values() for event in of_file]


class Recorder:
    """What came into the journal of a site since it was last asked; what was seen is known after its file is gone, too."""

    def __init__(self, site: LiveSite):
        self.site = site
        self.read: dict[Path, list[Event]] = {}
        self.told: dict[Path, int] = {}
        self.new()

    def new(self) -> list[Event]:
        new = self._waiting()
        self.told = {file: len(found) for file, found in self.read.items()}
        return new

    def wait_for(self, *kinds: str) -> list[Event]:
        """The new events once these kinds are among them."""
        self.site.wait_until(lambda: {*kinds} <= {event.kind for event in self._waiting()}, seconds=20)
        return self.new()

    def _waiting(self) -> list[Event]:
        self.read |= by_file(self.site.var)
        return [event for file in sorted(self.read) for event in self.read[file][self.told.get(file, 0) :]]
