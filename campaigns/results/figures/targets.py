"""Targets of a wave: what was reached of each, beside how much of the wave is over."""

from dataclasses import dataclass

from campaigns.results.figures.counted import Counted
from campaigns.results.figures.definitions import OF, Definition


@dataclass(frozen=True)
class Reached:
    """`value` is with its corrections, which are told beside it. `elapsed` is None where the wave has no end."""

    definition: Definition
    value: int
    corrected: int
    target: int
    elapsed: float | None

    @property
    def share(self) -> float:
        return self.value / self.target

    @property
    def is_behind(self) -> bool:
        """Less of it is reached than time has passed."""
        return self.elapsed is not None and self.share < self.elapsed


def targets(counted: Counted) -> list[Reached]:
    """No query: they came with the wave."""
    wave, elapsed = counted.span.wave, counted.span.elapsed
    return [_reached(counted, target, elapsed) for target in (wave.targets.all() if wave else [])]


def _reached(counted: Counted, target, elapsed: float | None) -> Reached:
    figure = counted.figure(target.indicator)
    value = figure.value + figure.corrected
    return Reached(OF[target.indicator], value, figure.corrected, target.value, elapsed)
