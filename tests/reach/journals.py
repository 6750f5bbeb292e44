"""Reads the journal of a site that runs in another process."""

from pathlib import Path

from reach.events import Event
from reach.lines import decode
from tests.live import LiveSite


def events(var: Path) -> list[Event]:
    """All whole lines, in the order of their files."""
    files = sorted((var / "reach" / "journal").glob("*/*.log"))
    found = [decode(line) for file in files for line in file.read_bytes().splitlines()]
    return [event for event in found if event is not None]


class Recorder:
    """What came into the journal of a site since it was last asked."""

    def __init__(self, site: LiveSite):
        self.site = site
        self.seen = len(events(site.var))

    def new(self) -> list[Event]:
        found = events(self.site.var)
        new, self.seen = found[self.seen :], len(found)
        return new

    def wait_for(self, *kinds: str) -> list[Event]:
        """The new events once these kinds are among them."""
        self.site.wait_until(
            lambda: {*kinds} <= {event.kind for event in events(self.site.var)[self.seen :]}, seconds=20
        )
        return self.new()
