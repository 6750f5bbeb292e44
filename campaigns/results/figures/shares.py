"""Shares of answers with what they leave open: intervals, differences and their test, and what a size can find. Pure.

- Interval of one share: the score interval of E. B. Wilson ("Probable inference, the law of succession, and statistical inference",
  JASA 22, 1927, 209–212), which R. G. Newcombe recommends ("Two-sided confidence intervals for the single proportion", Statistics
  in Medicine 17, 1998, 857–872, method 3).
- Interval of a difference: Newcombe's hybrid score interval ("Interval estimation for the difference between independent
  proportions", Statistics in Medicine 17, 1998, 873–890, method 10).
- Test of a difference: two proportions, pooled, two-sided.
- Size: J. L. Fleiss, B. Levin, M. C. Paik, "Statistical Methods for Rates and Proportions", 3rd edition 2003, chapter 4, without
  the correction for continuity.

A design effect divides the bases (L. Kish, "Survey Sampling", 1965): weighting makes as many answers say less.
All at 95 %, and sizes at a power of 80 % unless told otherwise.
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

NORMAL = NormalDist()
ALPHA, POWER = 0.05, 0.8
Z = NORMAL.inv_cdf(1 - ALPHA / 2)
STEPS = 60  # halvings: to the last digits of a float


@dataclass(frozen=True)
class Interval:
    """Shares, or a difference of shares, from -1 to 1."""

    low: float
    high: float


@dataclass(frozen=True)
class Share:
    """A share (0 to 1) of `base` answers; `effect` is the design effect. Raises ValueError for what no survey can say."""

    value: float
    base: int
    effect: float = 1.0

    def __post_init__(self):
        if not 0 <= self.value <= 1:
            raise ValueError(f"A share lies between 0 and 1, not at {self.value}.")
        if self.base < 1 or self.effect <= 0:
            raise ValueError(f"A share needs a base and a design effect above 0, not {self.base} and {self.effect}.")

    @property
    def size(self) -> float:
        """As many answers of a simple random sample would say as much."""
        return self.base / self.effect

    @property
    def interval(self) -> Interval:
        n, p = self.size, self.value
        middle = (p + Z**2 / (2 * n)) / (1 + Z**2 / n)
        half = Z * sqrt(p * (1 - p) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
        return Interval(max(0.0, middle - half), min(1.0, middle + half))


@dataclass(frozen=True)
class Difference:
    """Of two independent samples: `value` is the later share less the earlier one, `p` how often chance alone differs as much."""

    value: float
    interval: Interval
    p: float

    @property
    def is_seen(self) -> bool:
        """Interval and test both say so; near the border they may not agree."""
        return self.p < ALPHA and not self.interval.low <= 0 <= self.interval.high


def difference(before: Share, after: Share) -> Difference:
    low = after.value - after.interval.low, before.interval.high - before.value
    high = after.interval.high - after.value, before.value - before.interval.low
    found = after.value - before.value
    return Difference(
        found,
        Interval(found - sqrt(low[0] ** 2 + low[1] ** 2), found + sqrt(high[0] ** 2 + high[1] ** 2)),
        _p(before, after),
    )


def _p(before: Share, after: Share) -> float:
    pooled = (before.value * before.size + after.value * after.size) / (before.size + after.size)
    error = sqrt(pooled * (1 - pooled) * (1 / before.size + 1 / after.size))
    return 2 * (1 - NORMAL.cdf(abs(after.value - before.value) / error)) if error else 1.0


def needed(before: float, after: float, power: float = POWER) -> float:
    """Answers in each of two samples after which this difference is found with this power."""
    middle, z, reach = (before + after) / 2, Z, NORMAL.inv_cdf(power)
    spread = z * sqrt(2 * middle * (1 - middle)) + reach * sqrt(before * (1 - before) + after * (1 - after))
    return (spread / (after - before)) ** 2


def least_rise(before: float, size: float, power: float = POWER) -> float | None:
    """The smallest rise of a share that `size` answers in each sample find with this power; None where not even one to 100 % is."""
    if not 0 <= before < 1 or needed(before, 1.0, power) > size:
        return None
    found, missed = 1.0 - before, 0.0
    for _step in range(STEPS):
        middle = (found + missed) / 2
        if middle and needed(before, before + middle, power) <= size:
            found = middle
        else:
            missed = middle
    return found
