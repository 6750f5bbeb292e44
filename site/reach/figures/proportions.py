"""Ratios that are out of line: of an hour of a page, far more of a kind than its views lead to at other times; or of what was sent
ahead far more that was looked at.

Two signs are looked for: at least twenty events that no view can have led to; or twenty that are thrice what the same page in the
same language led to in other hours of these days, with the same wording where that is known, and six standard deviations from it. Nothing is taken off a
count for it. Whoever forges slowly, in every hour alike, or asks for the page as well, is not found: no identifier would tell.
"""

from collections import defaultdict
from collections.abc import Iterable
from math import sqrt

from reach.events import counted_as
from reach.folding.settling import AHEAD, VIEW, bound_of
from reach.journal.lines import day_of
from reach.models import Cell, OutOfLine, Room

LEAST = 20  # events
TIMES, DEVIATIONS = 3, 6
KNOWN = 100  # views of other hours: fewer say nothing
BOUNDS = (VIEW, AHEAD)


def look() -> int:
    """Record what is out of line in the hours that are kept; returns how many there are. Runs as often as one likes."""
    pages = defaultdict(list)
    for row in Room.objects.filter(page__in=_busy()):
        pages[row.page, row.locale].append(row)
    found = [one for rows in pages.values() for one in _odd(rows)]
    for row, views, expected in found:
        key = {name: getattr(row, name) for name in ("hour", "page", "locale", "variant")}
        key["kind"] = counted_as(row.kind)
        numbers = {"views": views, "n": row.n, "refused": row.refused, "expected": expected}
        OutOfLine.objects.update_or_create(
            **key, defaults=numbers, create_defaults=numbers | {"campaign": _campaign_of(row)}
        )
    return len(found)


def _busy() -> set[int]:
    """Pages of which some hour has enough of a kind to be odd."""
    rooms = Room.objects.exclude(kind__in=BOUNDS)
    return {
        *rooms.filter(n__gte=LEAST).values_list("page", flat=True),
        *rooms.filter(refused__gte=LEAST).values_list("page", flat=True),
    }


def _odd(rows: Iterable[Room]) -> list[tuple[Room, int, float]]:
    """(what is out of line, the views that bound it, what was to be expected of them) of a page in one language."""
    bounds = {(row.hour, row.variant, row.kind): row.n for row in rows if row.kind in BOUNDS}
    odd = []
    for row in rows:
        if row.kind in BOUNDS or max(row.n, row.refused) < LEAST:
            continue
        here = bounds.get((row.hour, row.variant, bound_of(row.kind)), 0)
        others, led_to = _elsewhere(rows, row)
        expected = min(1.0, (led_to + 1) / (others + 2)) * here
        if row.refused >= LEAST or (others >= KNOWN and _is_far(row.n, expected)):
            odd.append((row, here, expected))
    return odd


def _elsewhere(rows: Iterable[Room], odd: Room) -> tuple[int, int]:
    """Views of the other hours (or pages sent ahead), and what of this kind they led to."""
    elsewhere = [row for row in rows if row.hour != odd.hour]
    for known in ([row for row in elsewhere if row.variant == odd.variant], elsewhere):
        views = sum(row.n for row in known if row.kind == bound_of(odd.kind))
        if views >= KNOWN:
            break
    return views, sum(row.n for row in known if row.kind == odd.kind)


def _is_far(seen: int, expected: float) -> bool:
    return seen >= LEAST and seen > TIMES * expected and seen - expected > DEVIATIONS * sqrt(max(1.0, expected))


def _campaign_of(row: Room) -> int:
    cells = Cell.objects.filter(page=row.page, day=day_of(row.hour)).order_by("-campaign")
    return cells.values_list("campaign", flat=True).first() or 0


def is_in_doubt(variants: Iterable[str]) -> bool:
    """Whether something of these wordings was out of line."""
    return OutOfLine.objects.filter(variant__in=list(variants)).exists()
