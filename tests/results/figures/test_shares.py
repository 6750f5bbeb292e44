"""Intervals, differences and sizes of shares, held against what was published."""

import pytest

from campaigns.results.figures.shares import Share, difference, least_rise, needed

# Newcombe 1998, Statistics in Medicine 17, 857–872, table I, method 3: (answers, base, low, high).
SINGLE = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
# Newcombe 1998, Statistics in Medicine 17, 873–890, table II, method 10: first share less the second.
TWO = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
]


@pytest.mark.parametrize(("n", "base", "low", "high"), SINGLE)
def test_interval_of_a_share_is_that_of_newcombe(n, base, low, high):
    found = Share(n / base, base).interval

    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(("a", "m", "b", "n", "low", "high"), TWO)
def test_interval_of_a_difference_is_that_of_newcombe(a, m, b, n, low, high):
    found = difference(Share(b / n, n), Share(a / m, m)).interval

    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_test_of_two_proportions_is_that_of_statsmodels():
    """Its documentation: `proportions_ztest([5, 12], [83, 99])` gives p = 0.159."""
    assert round(difference(Share(5 / 83, 83), Share(12 / 99, 99)).p, 3) == 0.159


def test_sizes_are_those_of_power_prop_test_in_r():
    """Its help page: p1 = .50, p2 = .75, power = .90 need 76.7 in each group; 50 in each group find 0.8026 with that power."""
    assert round(needed(0.5, 0.75, 0.9), 1) == 76.7
    assert round(0.5 + least_rise(0.5, 50, 0.9), 4) == 0.8026


def test_design_effect_widens_an_interval_as_a_smaller_base_does():
    assert Share(0.3, 1000, 2.0).interval == Share(0.3, 500).interval
    assert (
        difference(Share(0.3, 1000, 2.0), Share(0.36, 1000, 2.0)).p == difference(Share(0.3, 500), Share(0.36, 500)).p
    )


def test_difference_is_seen_where_interval_and_test_say_so():
    assert difference(Share(0.31, 1000), Share(0.38, 1000)).is_seen
    assert not difference(Share(0.31, 1000), Share(0.33, 1000)).is_seen


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_shares_that_all_or_nobody_gave_do_not_differ(share):
    found = difference(Share(share, 50), Share(share, 60))

    assert (found.value, found.p, found.is_seen) == (0, 1, False)


@pytest.mark.parametrize(("before", "size"), [(0.99, 20), (1.0, 1000), (0.5, 1)])
def test_size_that_finds_no_rise_says_so(before, size):
    assert least_rise(before, size) is None


@pytest.mark.parametrize(("value", "base", "effect"), [(-0.1, 10, 1), (1.01, 10, 1), (0.5, 0, 1), (0.5, 10, 0)])
def test_share_that_no_survey_can_say_is_an_error(value, base, effect):
    with pytest.raises(ValueError, match="share"):
        Share(value, base, effect)
