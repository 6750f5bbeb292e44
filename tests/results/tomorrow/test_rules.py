"""Each rule sees what it is for, and where nothing changed speaks in at most five weeks of a hundred."""

import math
import random
from decimal import Decimal

import pytest

from campaigns.results.tomorrow.rules import RULES, Evidence
from tests.results.simulated import drawn

WEEKS = 400
SPREADS = (1, 2, 5, 10)


def null(chance: random.Random) -> Evidence:
    """Weeks in which nothing changes: counts of every size, most of them more unsteady than chance makes them."""

    def days(number: int, low: float, high: float) -> list[int]:
        level, spread = math.exp(chance.uniform(math.log(low), math.log(high))), chance.choice(SPREADS)
        return [drawn(chance, level, spread) for _day in range(number)]

    def read(share: float, spread: float) -> tuple[int, int]:
        views = drawn(chance, 60, spread)
        return views, sum(chance.random() < share for _view in range(views))

    share, cost, spread = chance.uniform(0.2, 0.6), chance.uniform(0.1, 3), chance.choice(SPREADS)
    # What an opening costs is one, the openings are as they come.
    channels = {str(number): round(math.exp(chance.uniform(4, 8))) for number in range(4)}
    return Evidence(
        codes={str(number): days(17, 0.5, 100) for number in range(12)},
        languages={str(number): days(14, 3, 500) for number in range(8)},
        channels={key: (Decimal(str(cost * of)), drawn(chance, of, spread)) for key, of in channels.items()},
        pages={str(number): [read(share, spread) for _day in range(14)] for number in range(6)},
        calls={str(number): days(35, 5, 80) for number in range(3)},
    )


@pytest.mark.parametrize("rule", RULES)
def test_rule_speaks_in_five_null_weeks_of_a_hundred_at_most(rule):
    chance = random.Random(f"null {rule}")

    false = sum(bool(RULES[rule](null(chance))) for _week in range(WEEKS))

    assert false / WEEKS <= 0.05


STEADY = [20] * 14
SEEN = {
    "silent-code": (Evidence(codes={"a": [*STEADY, 0, 0, 0], "b": [*STEADY, 20, 20, 20]}), ["a"]),
    "fallen-language": (
        Evidence(languages={"ar": [30] * 7 + [12] * 7, "fr": [300] * 14, "ro": [31, 29, 30, 28, 32, 30, 30] * 2}),
        ["ar"],
    ),
    "dear-channel": (
        Evidence(channels={"a": (Decimal(500), 1000), "b": (Decimal(400), 190), "c": (Decimal(900), 99)}),
        ["b"],
    ),
    "left-page": (Evidence(pages={"1": [(50, 9)] * 14, "2": [(50, 28)] * 14, "3": [(60, 33)] * 14}), ["1"]),
    "busy-helpline": (Evidence(calls={"1": [10] * 28 + [25] * 7, "2": [10] * 35}), ["1"]),
}


@pytest.mark.parametrize("rule", RULES)
def test_rule_sees_what_it_is_for_and_nothing_else(rule):
    evidence, subjects = SEEN[rule]

    assert [one.subject for one in RULES[rule](evidence)] == subjects
    assert [one for other in RULES if other != rule for one in RULES[other](evidence)] == []


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence(),
        Evidence(codes={"a": [1, 0, 2, 1, 1, 0, 1, 0, 0, 0]}),  # seldom opened
        Evidence(codes={"a": [20] * 6 + [0] * 3}),  # in use for less than ten days
        Evidence(languages={"ar": [9] * 7 + [1] * 7, "fr": [300] * 14}),  # too few
        Evidence(languages={"fr": [300] * 7 + [10] * 7}),  # the only one has all
        Evidence(languages={"ar": [30] * 7 + [0] * 7, "fr": [300] * 7 + [0] * 7}),  # nobody came at all
        Evidence(channels={"a": (Decimal(0), 500), "b": (Decimal(500), 500)}),  # what costs nothing has no rate
        Evidence(pages={"1": [(50, 9)] * 14}),  # no page beside it
        Evidence(pages={"1": [(50, 9)] * 14, "2": [(50, 10)] * 14}),  # all alike
        Evidence(calls={"1": [10] * 20 + [90] * 7}),  # told for less than five weeks
        Evidence(calls={"1": [1] * 28 + [5] * 7}),  # too few
        Evidence(calls={"1": [0] * 35}),
    ],
)
def test_too_little_to_go_by_is_nothing_to_say(evidence):
    assert [finding for rule in RULES.values() for finding in rule(evidence)] == []
