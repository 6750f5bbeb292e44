"""A forecast of what will be counted: its interval holds what comes as often as it says, and it says nothing too early."""

import math
import random

import pytest

from campaigns.results.figures.forecast import FEWEST, Forecast, forecast
from tests.results.simulated import drawn

SERIES = 120  # of each course


def series(chance: random.Random, course: str, length: int) -> list[int]:
    """Daily counts of a wave, most with weekdays of their own."""
    base = math.exp(chance.uniform(math.log(10), math.log(3000)))
    spread = chance.choice([1, 2, 5, 10, base / 20 + 1])
    week = [math.exp(chance.gauss(0, 0.2)) if chance.random() < 0.7 else 1 for _day in range(7)]
    slope, stays, days = chance.uniform(-0.4, 0.4), chance.uniform(0.3, 0.8), chance.uniform(5, 20)
    step, size, level = chance.randint(3, length), chance.uniform(0.5, 1.5), 1.0
    found = []
    for day in range(length):
        level *= math.exp(chance.gauss(0, 0.05)) if course == "wanders" else 1
        levels = {
            "steady": 1.0,
            "wanders": level,
            "loses its start": stays + (1 - stays) * math.exp(-day / days),
            "leans": 1 + slope * day / length,
            "a channel comes or ends": size if day >= step else 1.0,
        }
        found.append(drawn(chance, base * levels[course] * week[day % 7], spread))
    return found


def held(course: str, seed: int) -> float:
    """The share of intervals that hold what came."""
    chance, hits = random.Random(seed), 0
    for _series in range(SERIES):
        length = chance.randint(20, 60)
        over = chance.randint(FEWEST, length - 3)
        days = series(chance, course, length)
        found = forecast(days[:over], 0, length - over)
        hits += found.low <= sum(days[over:]) <= found.high
    return hits / SERIES


COURSES = ("steady", "wanders", "loses its start", "leans", "a channel comes or ends")


def test_interval_holds_what_comes_about_as_often_as_it_says():
    """600 simulated waves; nominal 80 %."""
    shares = {course: held(course, seed=number) for number, course in enumerate(COURSES)}

    assert 0.75 <= sum(shares.values()) / len(shares) <= 0.9, shares
    assert all(0.7 <= share <= 0.95 for share in shares.values()), shares


@pytest.mark.parametrize("days", [[], [5], [5] * (FEWEST - 1)])
def test_too_few_days_are_no_forecast(days):
    assert forecast(days, 0, 10) is None


def test_what_never_came_is_not_expected_and_nothing_is_below_zero():
    assert forecast([0] * 10, 0, 5) == Forecast(0, 0, 0)
    found = forecast([90, 0, 0, 80, 0, 0, 1], 0, 5)
    assert found.low == 0 < found.middle < found.high


def test_weekdays_are_told_apart_once_two_weeks_are_over():
    week = [100, 100, 100, 100, 100, 30, 30]

    weekend = forecast(week * 4, 0, 7).middle - forecast(week * 4, 0, 5).middle

    assert 60 <= weekend <= 90
    assert forecast(week, 0, 7).middle == pytest.approx(7 * forecast(week, 0, 1).middle)


def test_first_weekday_may_be_any():
    week = [100, 100, 100, 100, 100, 30, 30]

    assert forecast(week * 3, 0, 4) == forecast(week * 3, 5, 4)


def test_last_days_weigh_more_than_the_average():
    found = forecast([200] * 10 + [100] * 10, 0, 1)

    assert found.middle < 130


def test_interval_widens_faster_than_by_chance_alone():
    """The level may move meanwhile."""
    days = [100, 120, 90, 110, 95, 105, 99, 130]

    near, far = (one.high - one.low for one in (forecast(days, 0, 5), forecast(days, 0, 20)))

    assert far > near * math.sqrt(20 / 5)
