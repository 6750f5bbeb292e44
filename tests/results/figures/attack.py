"""What somebody makes of published tables who knows more than is published."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from campaigns.results.figures.disclosure import BASE, THRESHOLD

FAR = 10**9
SMALL = (1, THRESHOLD - 1)
LARGE = (THRESHOLD, FAR)


def behind(shown: int) -> tuple[int, int]:
    """The counts that a rounded number may stand for."""
    if shown == 0:
        return 0, 0
    return max(THRESHOLD, shown - BASE // 2), shown + BASE // 2 - 1


def bounds(cells: Mapping[str, tuple[int, int]], total: tuple[int, int]) -> dict[str, tuple[int, int]]:
    """The tightest interval of each cell of a table with one margin; exact, since its cells share nothing but the sum."""
    low, high = (sum(one[end] for one in cells.values()) for end in (0, 1))
    return {
        key: (max(least, total[0] - (high - most)), min(most, total[1] - (low - least)))
        for key, (least, most) in cells.items()
    }


def preimages(
    tables: Iterable[Sequence[int]], publish: Callable[[Sequence[int]], Any]
) -> dict[Any, list[Sequence[int]]]:
    """{what is published: every table that it may come from}: all that can be known, even with the code at hand."""
    found = defaultdict(list)
    for table in tables:
        found[publish(table)].append(table)
    return found
