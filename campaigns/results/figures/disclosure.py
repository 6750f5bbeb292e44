"""What of a table of counts may be told, so that no small count can be found out. Pure: it knows numbers alone.

Statistical disclosure control for frequency tables: primary suppression of small cells, secondary (complementary)
suppression so that a margin does not give them back, and rounding on top (Hundepool, Domingo-Ferrer, Franconi, Giessing,
Schulte Nordholt, Spicer, de Wolf: "Statistical Disclosure Control", Wiley 2012, chapters 4 and 5). Two things go further
than the handbook asks:

- Nothing that is told is ever told again in another form. Periods are told once, in order, and a sum is made only of what
  is told; so the differences between two publications are numbers that are told anyway.
- What is withheld is chosen by the order of the cells and never by their size, and rounding is not counted on. Whoever
  knows this code, every other cell and every sum exactly is left with `PROTECTION` values at least for each small one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

THRESHOLD = 11  # the least that is told; zero is told, too
BASE = 10
PROTECTION = 10  # so many values of a small count must remain possible


@dataclass(frozen=True)
class Told:
    """A sum of the last `periods` periods, this one included."""

    n: int
    periods: int = 1


def rounded(n: int) -> int:
    """To the nearest ten; a five goes up. Raises ValueError for what may not be told at all."""
    if 0 < n < THRESHOLD:
        raise ValueError(f"a count of 1 to {THRESHOLD - 1} is not told, not even rounded")
    return (n + BASE // 2) // BASE * BASE


def in_time(counts: Sequence[int]) -> list[Told | None]:
    """What is told of each period, where they become known one after the other.

    A small one is withheld (None) and told together with those that follow, as soon as they make enough. Nothing that was
    told of a period depends on what comes after it. What is still withheld at the end is in no sum.
    """
    told: list[Told | None] = []
    waiting, periods = 0, 0
    for n in counts:
        waiting, periods = waiting + n, periods + 1
        if 0 < waiting < THRESHOLD:
            told.append(None)
        else:
            told.append(Told(waiting, periods))
            waiting, periods = 0, 0
    return told


def parts(cells: Mapping[str, int]) -> dict[str, int | None]:
    """What is told of the parts of a sum that is known. None is withheld; the order of the cells is that of the result.

    With a small cell, large ones are withheld, from the last to the first, until together they could hide any value of
    it: each withheld one may be as small as its kind allows, and what is left over then is what a small one may grow by.
    Where there are not enough of them, every cell is withheld, the empty ones too. The order must not depend on the
    counts: put first what shall be told, if possible.
    """
    small = [key for key, n in cells.items() if 0 < n < THRESHOLD]
    if not small:
        return dict(cells)
    large = [key for key, n in reversed(cells.items()) if n >= THRESHOLD]
    spare = sum(cells[key] - 1 for key in small)
    hidden = set(small)
    for key in large:
        hidden.add(key)
        spare += cells[key] - THRESHOLD
        if spare >= PROTECTION - 1:
            return {key: None if key in hidden else n for key, n in cells.items()}
    return dict.fromkeys(cells)
