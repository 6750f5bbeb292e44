"""How many more will be counted by a last day, from the days that are over, with an interval.

Simple exponential smoothing of the daily counts, after their weekday pattern was taken out; the interval is that of the sum of
the days to come: R. Hyndman, A. Koehler, K. Ord, R. Snyder, Forecasting with Exponential Smoothing (2008), ETS(A,N,N) and its
lead-time demand. It looks back alone: what is bought, or ends, in the days to come is not in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, mean

FEWEST = 7  # whole days: fewer show no weekday
NOMINAL = 0.8  # of the intervals hold what comes, on the series of tests/results/figures/test_forecast.py
WEEKS_SEEN = 2  # before a weekday has a pattern
WEEK = 7
# How fast the level follows the last days. The least is not 0: no campaign's level is sure to stay.
SMOOTHINGS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8)
STARTS = 3  # days that make the first level, and are no forecast errors


@dataclass(frozen=True)
class Forecast:
    """Of the days to come, added up; `low` to `high` is the interval of `NOMINAL`. None is below zero."""

    low: float
    middle: float
    high: float


def forecast(days: Sequence[int], weekday: int, left: int) -> Forecast | None:
    """`days` are whole days' counts without a gap, the first on `weekday` (0 to 6, in any numbering), `left` more come.

    None where fewer than `FEWEST` are over.
    """
    if len(days) < FEWEST:
        return None
    pattern = _pattern(days, weekday)
    plain = [n / pattern[(weekday + number) % WEEK] for number, n in enumerate(days)]
    errors, smoothing, level = min(_smoothed(plain, smoothing) for smoothing in SMOOTHINGS)
    level = max(0.0, level)
    freedom = len(days) - STARTS - 1
    # Never steadier than chance alone makes counts.
    variance = max(errors / freedom, level)
    weights = [pattern[(weekday + len(days) + number) % WEEK] for number in range(left)]
    middle = level * sum(weights)
    half = _quantile(freedom) * (variance * _growth(weights, smoothing)) ** 0.5
    return Forecast(max(0.0, middle - half), middle, middle + half)


def _pattern(days: Sequence[int], weekday: int) -> list[float]:
    """By weekday, how much more or less than the week around it is counted; 1 on average.

    Each is drawn towards 1 as if one more week had been without a pattern.
    """
    if len(days) < WEEKS_SEEN * WEEK:
        return [1.0] * WEEK
    ratios: list[list[float]] = [[1.0] for _weekday in range(WEEK)]
    for number in range(3, len(days) - 3):
        if around := mean(days[number - 3 : number + 4]):
            ratios[(weekday + number) % WEEK].append(days[number] / around)
    found = [mean(of_weekday) for of_weekday in ratios]
    return [one / mean(found) for one in found]


def _smoothed(plain: Sequence[float], smoothing: float) -> tuple[float, float, float]:
    """(sum of the squared errors of one day ahead, the smoothing, the last level)."""
    level, errors = mean(plain[:STARTS]), 0.0
    for number, value in enumerate(plain):
        error = value - level
        errors += error**2 if number >= STARTS else 0
        level += smoothing * error
    return errors, smoothing, level


def _growth(weights: Sequence[float], smoothing: float) -> float:
    """How many times the variance of one day that of the sum is: an error of a day stays in the level of those after it."""
    total = later = 0.0
    for weight in reversed(weights):
        total += (weight + smoothing * later) ** 2
        later += weight
    return total


def _quantile(freedom: int) -> float:
    """Student's, at the upper end of the interval; Cornish–Fisher expansion, within 0.01 from three degrees of freedom on."""
    z = NormalDist().inv_cdf((1 + NOMINAL) / 2)
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
