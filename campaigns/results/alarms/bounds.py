"""When a count is out of the ordinary. Pure: it knows the counts of the same hour on earlier days, and no more.

Counts that arrive by themselves vary as Poisson's law says: the square root of a count, as Anscombe takes it, varies by one
whatever the count (F. J. Anscombe, "The transformation of Poisson, binomial and negative-binomial data", Biometrika 35,
1948). On that scale an hour is compared with the median of the earlier ones in units of their median absolute deviation,
which one odd day does not move (B. Iglewicz, D. C. Hoaglin, "How to Detect and Handle Outliers", ASQC 1993), and never in
less than what chance alone makes.

Where nothing changes, fewer than one hour in a million is called a spike, and fewer than one in a million a silence, whatever
the count; the tests work it out from the distribution for three days and more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

DAYS = 3  # fewer earlier days say nothing
UNITS = 6.0
LEAST = 20  # what is seen at least in a spike, and expected at least in a silence
NORMAL = 1.4826  # makes the median absolute deviation of a normal law its standard deviation
SPIKE, SILENCE = "spike", "silence"


@dataclass(frozen=True)
class Finding:
    kind: str
    seen: int
    expected: float


def examine(seen: int, before: Sequence[int]) -> Finding | None:
    """What is odd about an hour, given the same hour of earlier days; None for nothing, or for too few days."""
    if len(before) < DAYS:
        return None
    expected = float(median(before))
    if seen == 0:
        return Finding(SILENCE, seen, expected) if expected >= LEAST else None
    if seen >= LEAST and _units(seen, before) >= UNITS:
        return Finding(SPIKE, seen, expected)
    return None


def _units(seen: int, before: Sequence[int]) -> float:
    scaled = [_scale(n) for n in before]
    middle = median(scaled)
    spread = NORMAL * median(abs(one - middle) for one in scaled)
    return (_scale(seen) - middle) / max(1.0, spread)


def _scale(n: int) -> float:
    return 2 * sqrt(n + 3 / 8)
