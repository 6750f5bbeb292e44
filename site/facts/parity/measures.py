"""What a quantity amounts to, whatever its unit: two years are 24 months, half is 50 %."""

from collections.abc import Hashable
from fractions import Fraction

from facts.parity.quantities import Quantity

MONTHS = {"year": 12, "month": 1}
MINUTES = {"week": 7 * 24 * 60, "day": 24 * 60, "hour": 60, "minute": 1}
WEEKS_IN_DAYS = {8: 7, 15: 14}  # French and its neighbours count both ends: “quinze jours” are two weeks
LONGEST = 12  # characters; a longer figure is no duration

Measure = tuple[str, Fraction]


def measure(quantity: Quantity) -> Measure | None:
    """The dimension and the amount; None for what has no other unit."""
    if quantity.kind != "number" or len(quantity.value) > LONGEST or not (amount := _amount(quantity.value)):
        return None
    unit = quantity.unit
    if unit in MONTHS:
        return "months", amount * MONTHS[unit]
    if unit in MINUTES:
        return "minutes", amount * MINUTES[unit]
    if unit == "percent":
        return "share", amount / 100
    return ("share", amount) if unit == "share" else None


def in_weeks(quantity: Quantity) -> Hashable:
    """The same, where days that are said for weeks are those weeks; what has no measure equals nothing."""
    found = measure(quantity)
    if quantity.unit == "day" and quantity.value.isdecimal() and int(quantity.value) in WEEKS_IN_DAYS:
        return "minutes", Fraction(WEEKS_IN_DAYS[int(quantity.value)] * MINUTES["day"])
    return found or id(quantity)


def same_or_alone(quantity: Quantity) -> Hashable:
    return measure(quantity) or id(quantity)


def totals(quantities: list[Quantity]) -> dict[str, Fraction]:
    """What all durations come to: “un an et six mois” is 18 months."""
    found: dict[str, Fraction] = {}
    for quantity in quantities:
        if quantity.unit in MONTHS or quantity.unit in MINUTES:
            dimension, amount = measure(quantity) or ("", Fraction(0))
            found[dimension] = found.get(dimension, Fraction(0)) + amount
    return found


def _amount(value: str) -> Fraction | None:
    hours, colon, minutes = value.partition(":")
    try:
        return Fraction(hours) + Fraction(int(minutes), 60) if colon else Fraction(value)
    except ValueError:
        return None
