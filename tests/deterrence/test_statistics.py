"""Figures that hold at every look: few false alarms, true differences inside, the right numbers."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from math import exp, inf, lgamma, log, log1p, sqrt
from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.deterrence.experiments.figures.statistics import (
    PRIOR,
    Arm,
    Comparison,
    Interval,
    Verdict,
    compare,
    compare_all,
    interval,
    planned_size,
)

ALPHA = 0.05
EXPERIMENTS = 2000
LOOKS = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000]
X_LOG_X = [0.0] + [n * log(n) for n in range(1, 4000)]


@st.composite
def arms(draw, least: int = 0, most: int = 10_000_000) -> Arm:
    views = draw(st.integers(least, most))
    return Arm(views, draw(st.integers(0, views)))


def log_won(arm: Arm, rate: float) -> float:
    """The log of M at a rate, written out a second time."""
    a, b = PRIOR
    misses = arm.views - arm.outcomes
    if (arm.outcomes and rate == 0) or (misses and rate == 1):
        return inf
    mixed = lgamma(a + arm.outcomes) + lgamma(b + misses) - lgamma(a + b + arm.views)
    prior = lgamma(a) + lgamma(b) - lgamma(a + b)
    return mixed - prior - (arm.outcomes and arm.outcomes * log(rate)) - (misses and misses * log1p(-rate))


def watched(random: Random, rate: float, number: int, views: int) -> Iterator[tuple[list[int], list[int], int, int]]:
    """An experiment without a difference, after every view: views and outcomes by arm, the arm, whether it led on."""
    n, s = [0] * number, [0] * number
    draw = random.random
    for _ in range(views):
        arm = int(draw() * number)
        outcome = draw() < rate
        n[arm] += 1
        s[arm] += outcome
        yield n, s, arm, outcome


def alarm(random: Random, rate: float, number: int, views: int) -> bool:
    """Whether some look sees a difference where none is.

    A difference of 0 is outside when both arms' winnings at their common rate, the likeliest, reach 1 / alpha. That is
    cheap to keep up with; `compare_all` must say the same at the last look and at the one before.
    """
    a, b = PRIOR
    won, bound, before = [0.0] * number, log((number - 1) / ALPHA), [Arm(0, 0)] * number
    for n, s, arm, outcome in watched(random, rate, number, views):
        k, m = s[arm], n[arm]
        won[arm] += log(((a + k - 1) if outcome else (b + m - k - 1)) / (a + b + m - 1))
        for other in range(1, number) if arm == 0 else (arm,):
            both, led = n[0] + n[other], s[0] + s[other]
            if won[0] + won[other] - X_LOG_X[led] - X_LOG_X[both - led] + X_LOG_X[both] >= bound:
                assert {found.verdict for found in compare_all(list(map(Arm, n, s)))} != {Verdict.NONE}
                n[arm], s[arm] = m - 1, k - outcome
                before = list(map(Arm, n, s))
                assert {found.verdict for found in compare_all(before)} == {Verdict.NONE}
                return True
    assert {found.verdict for found in compare_all(list(map(Arm, n, s)))} == {Verdict.NONE}
    return False


def fixed_alarm(random: Random, rate: float, views: int) -> bool:
    """The same with the test of fixed size that everybody knows, from the hundredth view on."""
    for n, s, *_ in watched(random, rate, 2, views):
        both = (s[0] + s[1]) / sum(n)
        if sum(n) >= 100 and 0 < both < 1 and min(n):
            error = sqrt(both * (1 - both) * (1 / n[0] + 1 / n[1]))
            if abs(s[1] / n[1] - s[0] / n[0]) > 1.96 * error:
                return True
    return False


def share(happens: Callable[[Random], bool], times: int = EXPERIMENTS) -> float:
    random = Random(20160413)
    return sum(happens(random) for _ in range(times)) / times


@pytest.mark.parametrize(("rate", "number", "views"), [(0.05, 2, 1500), (0.2, 3, 1000)])
def test_difference_is_rarely_seen_where_there_is_none_though_every_view_is_looked_at(rate, number, views):
    assert share(lambda random: alarm(random, rate, number, views)) <= ALPHA


def test_test_of_fixed_size_would_see_it_much_too_often():
    assert share(lambda random: fixed_alarm(random, 0.05, 1000), 400) > 3 * ALPHA


def test_true_rates_stay_inside_at_every_view():
    """The pair of true rates is inside, so both intervals made of the pairs inside hold the truth, too."""
    a, b = PRIOR
    rates = (0.05, 0.09)

    def left(random: Random) -> bool:
        n, s, won = [0, 0], [0, 0], 0.0
        for _ in range(1500):
            arm = random.random() < 0.5
            if random.random() < rates[arm]:
                won += log((a + s[arm]) / (a + b + n[arm]) / rates[arm])
                s[arm] += 1
            else:
                won += log((b + n[arm] - s[arm]) / (a + b + n[arm]) / (1 - rates[arm]))
            n[arm] += 1
            if won >= -log(ALPHA):
                return True
        return False

    assert share(left) <= ALPHA


@pytest.mark.parametrize("rates", [(0.02, 0.03), (0.3, 0.2)])
def test_true_difference_and_rate_are_inside_at_every_look(rates):
    def left(random: Random) -> bool:
        arms = [Arm(0, 0), Arm(0, 0)]
        for before, now in pairwise([0, *LOOKS]):
            arms = [
                Arm(now, arm.outcomes + random.binomialvariate(now - before, rate))
                for arm, rate in zip(arms, rates, strict=True)
            ]
            found, one = compare(*arms), interval(arms[0])
            if not (found.low <= rates[1] - rates[0] <= found.high and one.low <= rates[0] <= one.high):
                return True
        return False

    # Two statements, each of which may fail.
    assert share(left, 500) <= 2 * ALPHA


@pytest.mark.parametrize(
    ("control", "other"),
    [((40, 2), (60, 9)), ((300, 0), (200, 30)), ((25, 25), (40, 1)), ((1, 1), (3, 0)), ((2000, 90), (500, 60))],
)
def test_interval_is_that_of_all_pairs_of_rates(control, other):
    control, other = Arm(*control), Arm(*other)
    grid = [k / 2000 for k in range(2001)]
    won = [[log_won(arm, rate) for rate in grid] for arm in (control, other)]
    near = [[(rate, log_rate) for rate, log_rate in zip(grid, of_arm, strict=True) if log_rate < 15] for of_arm in won]

    found = compare(control, other)

    inside = [q - p for p, of_p in near[0] for q, of_q in near[1] if of_p + of_q < -log(ALPHA)]
    # The grid is coarser than the interval is exact, never wider.
    assert found.low <= min(inside) + 1e-9
    assert found.high >= max(inside) - 1e-9
    assert (found.low, found.high) == pytest.approx((min(inside), max(inside)), abs=0.0011)
    assert found.difference == pytest.approx(other.rate - control.rate)


@pytest.mark.parametrize("arm", [Arm(1, 0), Arm(1, 1), Arm(50, 3), Arm(1000, 0), Arm(1000, 1000), Arm(10_000_000, 7)])
def test_interval_of_one_arm_ends_where_the_bet_has_won_enough(arm):
    found = interval(arm)

    assert 0 <= found.low <= arm.rate <= found.high <= 1
    for end, extreme in ((found.low, 0), (found.high, 1)):
        assert end == extreme or log_won(arm, end) == pytest.approx(-log(ALPHA), abs=1e-6)


def test_winnings_are_one_on_average_where_the_rate_is_true():
    for views in (1, 7, 60):
        chances = [
            exp(lgamma(views + 1) - lgamma(k + 1) - lgamma(views - k + 1) + k * log(0.1) + (views - k) * log(0.9))
            for k in range(views + 1)
        ]
        won = [exp(log_won(Arm(views, k), 0.1)) for k in range(views + 1)]

        assert sum(map(float.__mul__, chances, won)) == pytest.approx(1)


@given(arms(), arms(), st.sampled_from([0.2, 0.05, 0.001]))
def test_comparison_is_mirrored_when_the_arms_change_places(one, two, alpha):
    there, back = compare(one, two, alpha=alpha), compare(two, one, alpha=alpha)

    opposite = {Verdict.NONE: Verdict.NONE, Verdict.HIGHER: Verdict.LOWER, Verdict.LOWER: Verdict.HIGHER}
    assert back == Comparison(-there.difference, -there.high, -there.low, opposite[there.verdict])


@given(arms(), arms())
def test_interval_holds_what_was_counted_and_the_verdict_says_whether_it_holds_zero(one, two):
    found = compare(one, two)

    assert -1 <= found.low <= found.difference <= found.high <= 1
    assert (found.verdict is Verdict.NONE) == (found.low <= 0 <= found.high)
    assert (found.verdict is Verdict.HIGHER) == (found.low > 0)


@given(arms(least=100, most=100_000), arms(least=100, most=100_000), st.integers(2, 20))
def test_more_views_make_it_narrower(one, two, times):
    many = [Arm(arm.views * times, arm.outcomes * times) for arm in (one, two)]

    few_found, many_found = compare(one, two), compare(*many)

    assert many_found.high - many_found.low < few_found.high - few_found.low
    assert interval(many[0]).high - interval(many[0]).low < interval(one).high - interval(one).low


ROUNDED = 1e-12


@given(arms(least=1), arms(least=1))
def test_more_certainty_makes_it_wider(one, two):
    strict, lax = compare(one, two, alpha=0.01), compare(one, two, alpha=0.1)

    assert strict.low <= lax.low + ROUNDED
    assert lax.high <= strict.high + ROUNDED


@pytest.mark.parametrize("outcomes", [0, 1, 500_000, 9_999_999, 10_000_000])
def test_comparison_of_millions_of_views_is_quick(outcomes):
    one, two = Arm(10_000_000, outcomes), Arm(10_000_000, 600_000)
    start = process_time()

    for _ in range(20):
        compare(one, two)

    assert (process_time() - start) / 20 < 0.005


@pytest.mark.parametrize(("control", "other"), [((0, 0), (0, 0)), ((0, 0), (500, 400)), ((500, 400), (0, 0))])
def test_nothing_is_known_before_both_were_seen(control, other):
    assert compare(Arm(*control), Arm(*other)) == Comparison(0.0, -1.0, 1.0, Verdict.NONE)
    assert interval(Arm(0, 0)) == Interval(0.0, 1.0)


def test_versions_share_the_error_among_them():
    control, one, two = Arm(4000, 200), Arm(4000, 300), Arm(4000, 210)

    assert compare_all([control, one, two]) == [
        compare(control, one, alpha=0.025),
        compare(control, two, alpha=0.025),
    ]
    assert compare_all([control, one], alpha=0.1) == [compare(control, one, alpha=0.1)]
    assert compare_all([control]) == compare_all([]) == []


def test_difference_is_seen_and_has_a_direction():
    low, high = Arm(10_000, 500), Arm(10_000, 700)

    assert compare(low, high).verdict is Verdict.HIGHER
    assert compare(high, low).verdict is Verdict.LOWER
    assert compare(low, low).verdict is Verdict.NONE


@pytest.mark.parametrize(
    ("rate", "difference", "alone"), [(0.02, 0.01, 1), (0.05, 0.02, 1), (0.1, -0.04, 1), (0.2, 0.05, 3)]
)
def test_planned_size_has_the_power_that_it_promises(rate, difference, alone):
    size = planned_size(rate, difference, arms=alone + 1)

    def seen(random: Random) -> bool:
        counts = [random.binomialvariate(size, one) for one in (rate, rate + difference)]
        found = compare(*[Arm(size, k) for k in counts], alpha=ALPHA / alone)
        return found.verdict is (Verdict.HIGHER if difference > 0 else Verdict.LOWER)

    assert share(seen, 1000) == pytest.approx(0.8, abs=0.04)


def test_planned_size_grows_with_what_is_asked():
    size = planned_size(0.05, 0.02)

    assert planned_size(0.05, 0.01) > size
    assert planned_size(0.05, 0.02, power=0.9) > size
    assert planned_size(0.05, 0.02, alpha=0.01) > size
    assert planned_size(0.05, 0.02, arms=3) == planned_size(0.05, 0.02, alpha=0.025) > size


@pytest.mark.parametrize(("views", "outcomes"), [(10, 11), (10, -1), (-1, 0), (-1, -1)])
def test_counts_that_cannot_be_are_refused(views, outcomes):
    with pytest.raises(ValueError, match=f"{outcomes} outcomes in {views} views"):
        Arm(views, outcomes)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"rate": 0}, "Rates lie"),
        ({"rate": 0.99}, "Rates lie"),
        ({"difference": -0.05}, "Rates lie"),
        ({"difference": 0}, "difference of 0"),
        ({"alpha": 0}, "alpha"),
        ({"alpha": 1}, "alpha"),
        ({"power": 1}, "power"),
        ({"power": 0.4}, "power"),
        ({"arms": 1}, "two arms"),
    ],
)
def test_plan_that_cannot_be_is_refused(wrong, said):
    with pytest.raises(ValueError, match=said):
        planned_size(**{"rate": 0.05, "difference": 0.02} | wrong)


@pytest.mark.parametrize("alpha", [0, 1, -0.1])
def test_alpha_that_is_no_chance_is_refused(alpha):
    for asked in (lambda: interval(Arm(1, 0), alpha), lambda: compare(Arm(0, 0), Arm(0, 0), alpha=alpha)):
        with pytest.raises(ValueError, match="alpha"):
            asked()
