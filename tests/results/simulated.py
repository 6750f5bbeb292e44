"""Counts as chance makes them."""

import math
import random


def drawn(chance: random.Random, expected: float, spread: float) -> int:
    """A count whose variance is `spread` times its mean: Poisson for 1, else negative binomial."""
    if spread > 1 and expected > 0:
        shape = expected / (spread - 1)
        expected = chance.gammavariate(shape, expected / shape)
    if expected > 50:
        return max(0, round(chance.gauss(expected, math.sqrt(expected))))
    limit, number, product = math.exp(-expected), 0, chance.random()
    while product > limit:
        number, product = number + 1, product * chance.random()
    return number
