"""Which message leads more people to act, in figures that hold however often somebody looks at them.

A test of fixed size is wrong when it is read every day and stopped at the first "significant" difference. What is here
holds at every look at once: with probability 1 - alpha, the truth is inside the interval after every single view.

Each arm bets against every rate p it might have. The bet's winnings after S outcomes in n views are

    M(p) = ∫ q^S (1 - q)^(n - S) dBeta(q; PRIOR) / (p^S (1 - p)^(n - S)),

the ratio of prior to posterior density at p: a martingale of mean 1 where p is true (Robbins 1970, "Statistical methods
related to the law of the iterated logarithm"; Waudby-Smith and Ramdas 2020, "Confidence sequences for sampling without
replacement"). It exceeds 1 / alpha at any time with probability alpha at most (Ville 1939, "Étude critique de la notion
de collectif"), so the rates against which less was won are the interval. Two arms win the product; a difference is
inside when some pair of rates so far apart is. Another way to the same end: Turner, Ly and Grünwald 2021, "Generic
e-variables for exact sequential k-sample tests that allow for optional stopping". Why looking early needs all this:
Johari, Koomen, Pekelis and Walsh 2017, "Peeking at A/B tests".

It is assumed that views are independent, that an arm keeps its rate, that a view's arm is drawn before its outcome, and
that a view is counted with its outcome, once. Intervals of earlier looks are not intersected: each is a function of the
counts it is shown with, and of nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import ceil, inf, lgamma, log, log1p, sqrt
from statistics import NormalDist

# Where the bets are placed, as a Beta distribution of the rate: about 1 in 10. It decides the width, never the validity.
# Width of the difference in percentage points, at 1,000 / 10,000 / 50,000 views of each of two arms of this rate:
#                    1 %                   5 %                    20 %                    40 %
# Beta(1/2, 1/2)     4.81 / 1.46 / 0.68     9.21 / 3.12 / 1.47    16.33 / 5.69 / 2.70    19.90 / 6.97 / 3.31
# Beta(1, 1)         5.46 / 1.59 / 0.73     9.56 / 3.21 / 1.51    15.97 / 5.59 / 2.66    19.06 / 6.73 / 3.21
# Beta(1, 9)         4.24 / 1.34 / 0.63     7.79 / 2.75 / 1.32    15.28 / 5.40 / 2.58    22.49 / 7.73 / 3.63
# The last is the narrowest from 1 % to 20 %, where the outcomes of these pages lie.
PRIOR = (1.0, 9.0)
STEPS = 60  # halvings: to the last digits of a float


@dataclass(frozen=True)
class Arm:
    """What was counted of one version: page views, and the views among them that led to the outcome."""

    views: int
    outcomes: int

    def __post_init__(self):
        if not 0 <= self.outcomes <= self.views:
            raise ValueError(f"There cannot be {self.outcomes} outcomes in {self.views} views.")

    @property
    def rate(self) -> float:
        """Outcomes per view; 0 before the first view."""
        return self.outcomes / self.views if self.views else 0.0


class Verdict(Enum):
    """What may be said of an arm beside the control."""

    NONE = "none"
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True)
class Interval:
    """Outcomes per view, from 0 to 1."""

    low: float
    high: float


@dataclass(frozen=True)
class Comparison:
    """An arm's rate less the control's, in outcomes per view from -1 to 1, and the interval of that difference."""

    difference: float
    low: float
    high: float
    verdict: Verdict


def interval(arm: Arm, alpha: float = 0.05) -> Interval:
    """The rates of one arm that its counts leave possible, at every look at once with probability 1 - alpha."""
    least = _least_likelihood([arm], alpha)
    return Interval(_boundary(arm, 0.0, least), _boundary(arm, 1.0, least))


def compare(control: Arm, other: Arm, *, alpha: float = 0.05) -> Comparison:
    """The other arm beside the control. Without a view in both, nothing is known and the interval is all of -1 to 1."""
    _check(alpha)
    if not (control.views and other.views):
        return Comparison(0.0, -1.0, 1.0, Verdict.NONE)
    low, high = _lowest_difference(control, other, alpha), -_lowest_difference(other, control, alpha)
    verdict = Verdict.HIGHER if low > 0 else Verdict.LOWER if high < 0 else Verdict.NONE
    return Comparison(other.rate - control.rate, low, high, verdict)


def compare_all(arms: Sequence[Arm], alpha: float = 0.05) -> list[Comparison]:
    """Each arm beside the first, the control. All the intervals hold together: alpha is shared out (Bonferroni)."""
    return [compare(arms[0], other, alpha=alpha / (len(arms) - 1)) for other in arms[1:]]


def planned_size(rate: float, difference: float, *, alpha: float = 0.05, power: float = 0.8, arms: int = 2) -> int:
    """Views per arm after which a true difference is seen with this power, where the control has this rate.

    The usual size for two proportions, with the critical value of the interval at that size in place of the normal one:
    3.2 to 4.3 times as many views, for rates of 2 to 20 % that differ by a fifth to a half of themselves. It is the price
    of looking on the way; a difference larger than planned is seen sooner.
    """
    other = rate + difference
    if not (0 < rate < 1 and 0 < other < 1):
        raise ValueError(f"Rates lie between 0 and 1, not at {rate} and {other}.")
    if difference == 0:
        raise ValueError("No number of views shows a difference of 0.")
    if not 0.5 <= power < 1:
        raise ValueError(f"A power lies between 0.5 and 1, not at {power}.")
    if arms < 2:
        raise ValueError(f"A comparison takes two arms, not {arms}.")
    _check(alpha)
    spread = (rate * (1 - rate) + other * (1 - other)) / difference**2
    reach, size = NormalDist().inv_cdf(power), 1
    while (needed := ceil((_critical(size, [rate, other], alpha / (arms - 1)) + reach) ** 2 * spread)) > size:
        size = needed
    return size


def _check(alpha: float) -> None:
    if not 0 < alpha < 1:
        raise ValueError(f"An alpha lies between 0 and 1, not at {alpha}.")


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _log_mixture(views: float, outcomes: float) -> float:
    """The upper part of M."""
    a, b = PRIOR
    return _log_beta(a + outcomes, b + views - outcomes) - _log_beta(a, b)


def _log_likelihood(views: float, outcomes: float, rate: float) -> float:
    """The lower part of M at this rate."""
    misses = views - outcomes
    if (outcomes and rate <= 0) or (misses and rate >= 1):
        return -inf
    return (outcomes * log(rate) if outcomes else 0.0) + (misses * log1p(-rate) if misses else 0.0)


def _least_likelihood(arms: Sequence[Arm], alpha: float) -> float:
    """The log likelihood above which rates are inside: there the arms' bets have won less than 1 / alpha."""
    _check(alpha)
    return sum(_log_mixture(arm.views, arm.outcomes) for arm in arms) + log(alpha)


def _boundary(arm: Arm, end: float, least: float) -> float:
    """The outermost rate inside, from the arm's own towards 0 or 1; rounded outwards."""
    inside, outside = arm.rate, end
    if _log_likelihood(arm.views, arm.outcomes, outside) > least:
        return outside
    for _ in range(STEPS):
        middle = (inside + outside) / 2
        if _log_likelihood(arm.views, arm.outcomes, middle) > least:
            inside = middle
        else:
            outside = middle
    return outside


def _pulled(arm: Arm, pull: float) -> float:
    """The rate p of greatest log likelihood + pull * p: the root of pull * p² + (views - pull) * p - outcomes.

    Written so that nothing is lost by subtracting large numbers from each other.
    """
    n, slack = arm.views, arm.views - pull
    root = sqrt(slack**2 + 4 * pull * arm.outcomes if pull > 0 else (n + pull) ** 2 - 4 * pull * (n - arm.outcomes))
    return 2 * arm.outcomes / (slack + root) if slack > 0 else (root - slack) / (2 * pull)


def _lowest_difference(control: Arm, other: Arm, alpha: float) -> float:
    """The least difference inside; rounded outwards.

    The least q - p on a convex set of pairs is where one pull, up on p and down on q, reaches its border (Lagrange).
    The harder the pull the less likely the pair, so that the pull is found by halving.
    """
    least = _least_likelihood([control, other], alpha)

    def pair(pull: float) -> tuple[float, float]:
        return _pulled(control, pull), _pulled(other, -pull)

    def inside(pull: float) -> bool:
        p, q = pair(pull)
        return (
            _log_likelihood(control.views, control.outcomes, p) + _log_likelihood(other.views, other.outcomes, q)
            > least
        )

    weak, strong = 0.0, 1.0
    while inside(strong):
        weak, strong = strong, 2 * strong
        if strong > 1e18:
            return -1.0
    for _ in range(STEPS):
        middle = (weak + strong) / 2
        weak, strong = (middle, strong) if inside(middle) else (weak, middle)
    p, q = pair(strong)
    return q - p


def _critical(size: int, rates: Sequence[float], alpha: float) -> float:
    """How many standard errors from 0 a difference must be to be seen, at this size and about these rates."""
    lost = sum(_log_likelihood(size, size * rate, rate) - _log_mixture(size, size * rate) for rate in rates)
    return sqrt(2 * (lost - log(alpha)))
