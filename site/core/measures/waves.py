"""Campaigns and their waves, as rooms below them need to know: whose numbers these are, and when a wave is over."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from core import registry


@dataclass(frozen=True, slots=True)
class KnownWave:
    """A wave by its ids; `wave` is 0 and nothing ends for the campaign as a whole."""

    campaign: int
    wave: int
    name: str
    ends_at: datetime | None = None


Source = Callable[[], Iterable[KnownWave]]

# A function that tells every campaign and wave, in a fixed number of queries.
WAVES = registry.Kind[Source]()


def known() -> list[KnownWave]:
    return [wave for source in WAVES for wave in source()]
