"""Campaigns and their waves, as rooms below them need to know: whose numbers these are, and when a wave is over."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class KnownWave:
    """A wave by its ids; `wave` is 0 and nothing ends for the campaign as a whole."""

    campaign: int
    wave: int
    name: str
    ends_at: datetime | None = None


Source = Callable[[], Iterable[KnownWave]]

_sources: list[Source] = []


def source(source: Source) -> Source:
    """Decorate a function that tells every campaign and wave, in a fixed number of queries."""
    _sources.append(source)
    return source


def known() -> list[KnownWave]:
    return [wave for source in _sources for wave in source()]
