"""What of a group's totals may be told to whoever led it, who knows how many were there. Pure: it knows numbers alone.

The rule of published results (`results.disclosure`) withholds every total under eleven, and with it enough of the others. In a
class nearly each total is that small, so that it would leave nothing. Here no total is told at all: each answer is told by the
quarter of the group that its share lies in. A quarter of eleven holds three numbers at least: "three quarters or more" may be
everybody or all but two, "less than a quarter" nobody or two.

Together, quarters can still leave one or two numbers only. Where that is so for an answer that few gave, or nearly all, the
question is withheld. `tests/prevention/test_feedback_telling.py` tries all totals that small groups can have.
"""

from collections.abc import Sequence
from enum import IntEnum

from campaigns.results.figures.disclosure import THRESHOLD

FEW = 2  # so many, or so many less than all, must not be told for certain


class Quarter(IntEnum):
    """In which quarter of the group the share of an answer lies; a share on the line belongs to the one above."""

    FIRST = 1
    SECOND = 2
    THIRD = 3
    FOURTH = 4


def is_told(forms: int) -> bool:
    return forms >= THRESHOLD


def quarters(totals: Sequence[int]) -> list[Quarter] | None:
    """The quarter of each answer to one question; None where they would tell too much. ValueError for a group too small."""
    forms = sum(totals)
    if not is_told(forms):
        raise ValueError(f"of fewer than {THRESHOLD} answers nothing is told")
    told = [Quarter(min(4 * total // forms, 3) + 1) for total in totals]
    return None if _tells_too_much(told, forms) else told


def _tells_too_much(told: Sequence[Quarter], forms: int) -> bool:
    """Whether quarters and size of the group leave fewer than three numbers for an answer that few gave, or nearly all."""
    ranges = [_range(one, forms) for one in told]
    least, most = sum(low for low, _high in ranges), sum(high for _low, high in ranges)
    for low, high in ranges:
        smallest, largest = max(low, forms - (most - high)), min(high, forms - (least - low))
        if largest - smallest < FEW and (smallest <= FEW or largest >= forms - FEW):
            return True
    return False


def _range(quarter: Quarter, forms: int) -> tuple[int, int]:
    """The smallest and the largest total in a quarter."""
    first = -(-(quarter - 1) * forms // 4)
    return first, forms if quarter == Quarter.FOURTH else -(-quarter * forms // 4) - 1
