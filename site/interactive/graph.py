"""Questions and exchanges as stations that branches join: a way through them ends, and passes everything that was written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from interactive.problems import Place, Problem

END = "end"


@dataclass(frozen=True)
class Branch:
    """Where an answer leads: the key of a station, or None for the end. `place` is that of the field which says so."""

    to: str | None
    place: Place


@dataclass(frozen=True)
class Station:
    """One question or exchange with all the ways that lead on from it."""

    key: str
    place: Place
    branches: tuple[Branch, ...]

    @property
    def at_key(self) -> Place:
        return (*self.place, "key")


def problems(stations: Sequence[Station]) -> list[Problem]:
    """All that keeps the stations from being a graph that begins at the first of them and always ends."""
    found = [*doubles(stations), *unknown(stations)]
    # A loop or a way that leads nowhere is only known for certain where each key means one station.
    return found or [*loops(stations), *unreached(stations)]


def doubles(stations: Sequence[Station]) -> Iterator[Problem]:
    seen: set[str] = set()
    for station in stations:
        if station.key == END:
            yield Problem(station.at_key, _("“%(key)s” stands for the end: choose another key.") % {"key": END})
        elif station.key in seen:
            message = _("The key “%(key)s” is taken by a block above: choose another one.")
            yield Problem(station.at_key, message % {"key": station.key})
        seen.add(station.key)


def unknown(stations: Sequence[Station]) -> Iterator[Problem]:
    keys = {station.key for station in stations}
    for station in stations:
        for branch in station.branches:
            if branch.to is not None and branch.to not in keys:
                message = _("Nothing has the key “%(key)s”. There are: %(keys)s.")
                yield Problem(branch.place, message % {"key": branch.to, "keys": ", ".join(sorted(keys))})


def loops(stations: Sequence[Station]) -> Iterator[Problem]:
    """Each branch that leads back, where one comes from it to the same station again."""
    position = {station.key: number for number, station in enumerate(stations)}
    onward = {station.key: reached(stations, station.key) for station in stations}
    for station in stations:
        for branch in station.branches:
            if branch.to is None or position[branch.to] > position[station.key]:
                continue  # every loop has a branch that leads back, and that one is named
            if station.key in onward[branch.to]:
                message = _("This leads back to “%(key)s”, and from there one comes here again: a loop without end.")
                yield Problem(branch.place, message % {"key": branch.to})


def unreached(stations: Sequence[Station]) -> Iterator[Problem]:
    known = reached(stations, stations[0].key) if stations else set()
    for station in stations:
        if station.key not in known:
            message = _("Nothing leads to “%(key)s”: let an answer lead here, or delete it.")
            yield Problem(station.at_key, message % {"key": station.key})


def reached(stations: Iterable[Station], start: str) -> set[str]:
    """The keys of all stations that one may come to from `start`, which is one of them."""
    leads = {station.key: station.branches for station in stations}
    found, waiting = {start}, [start]
    while waiting:
        for branch in leads[waiting.pop()]:
            if branch.to is not None and branch.to not in found:
                found.add(branch.to)
                waiting.append(branch.to)
    return found


def in_order(stations: Sequence[Station]) -> list[str]:
    """The keys of a graph without loops, each after all those that lead to it."""
    leads = {station.key: station.branches for station in stations}
    done: dict[str, None] = {}

    def visit(key: str) -> None:
        for branch in leads[key]:
            if branch.to is not None and branch.to not in done:
                visit(branch.to)
        done[key] = None

    for station in stations:
        if station.key not in done:
            visit(station.key)
    return list(reversed(done))
