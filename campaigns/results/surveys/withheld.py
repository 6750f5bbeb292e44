"""Which answers of a survey are not told, so that nobody can find out what fewer than eleven people said. Pure.

Within a group `campaigns.results.figures.disclosure` chooses what a small cell takes with it; the answers that a table leaves
out count as one cell more. Over groups: what is withheld in one part of the whole is withheld in all of them, since the whole
less the others would give it back; what the whole withholds is withheld everywhere. Where one part alone is told, the rest of
the whole is a part, too, which nobody wrote down. Sums of several parts that are no part of their own are not looked at.
"""

from collections.abc import Mapping

from campaigns.results.figures.disclosure import THRESHOLD, parts

REST = "\0"  # the answers that a table leaves out
WHOLE = ""  # the group that holds all others
type Cells = Mapping[str, int]


def withheld(groups: Mapping[str, Cells]) -> dict[str, set[str]]:
    """{group: answers that are not told} of one question in one wave; `groups` are {group: {answer: how many gave it}}, with REST."""
    of_whole = _with_company(groups[WHOLE], set()) if WHOLE in groups else set()
    inner = {name: cells for name, cells in groups.items() if name != WHOLE}
    looked = list(inner.values()) + (
        [_others(groups[WHOLE], cells) for cells in inner.values()] if WHOLE in groups else []
    )
    shared, before = set(of_whole), None
    while shared != before:
        before = set(shared)
        for cells in looked:
            shared |= _with_company(cells, shared)
    return {name: (of_whole if name == WHOLE else shared) & {*cells, REST} for name, cells in groups.items()}


def _others(whole: Cells, part: Cells) -> Cells:
    """The whole without a part; weighted shares may put it below zero."""
    return {answer: max(0, n - part.get(answer, 0)) for answer, n in whole.items()}


def _with_company(cells: Cells, hidden: set[str]) -> set[str]:
    """What is withheld of these cells: never one alone, which would be the base less the others."""
    if 0 < sum(cells.values()) < THRESHOLD:
        return set(cells)
    found = hidden & cells.keys() | {answer for answer, n in parts(cells).items() if n is None}
    told = [answer for answer in cells if answer not in found]
    while len([answer for answer in found if cells[answer]]) == 1 and told:
        found.add(told.pop())
    return found
