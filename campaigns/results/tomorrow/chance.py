"""How likely a difference is by chance alone, where counts vary more than Poisson's law says.

The dispersion is how many times the variance of a daily count is its mean (P. McCullagh, J. Nelder, Generalized Linear Models, 1989,
section 4.5); 1 is Poisson's law, and less is never assumed.
"""

from collections.abc import Sequence
from math import exp, log, sqrt
from statistics import NormalDist


def dispersion(series: Sequence[Sequence[int]]) -> tuple[float, int]:
    """(dispersion, degrees of freedom) of days around the mean of their own series: Pearson's statistic over its freedom."""
    total, freedom = 0.0, 0
    for days in series:
        if expected := sum(days) / len(days):
            total += sum((n - expected) ** 2 / expected for n in days)
            freedom += len(days) - 1
    return (max(1.0, total / freedom), freedom) if freedom else (1.0, 0)


def of_nothing(expected: float, spread: float) -> float:
    """The probability that a day on which `expected` are expected brings none: negative binomial, Poisson's law for a spread of 1."""
    return exp(-expected) if spread <= 1 else spread ** (-expected / (spread - 1))


def quantile(alpha: float, freedom: int) -> float:
    """Student's, exceeded with the probability `alpha`; Cornish–Fisher expansion, for ten degrees of freedom and more."""
    z = NormalDist().inv_cdf(1 - alpha)
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)


def log_odds(part: int, whole: int, other_part: int, other_whole: int) -> tuple[float, float]:
    """(logarithm of the odds ratio of two shares, its standard error for a dispersion of 1); Haldane's half is added."""
    cells = [part + 0.5, whole - part + 0.5, other_part + 0.5, other_whole - other_part + 0.5]
    return log(cells[0] * cells[3] / (cells[1] * cells[2])), sqrt(sum(1 / cell for cell in cells))
