"""The territories as a visitor chooses among them: shapes on a map, and the same in a list."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from campaigns.outreach.directory.search.addresses import Address
from country.outlines import EXPLAINED, HEIGHT, SOURCE, WIDTH, outlines
from country.territories import GROUPS, SQUARES, TERRITORIES

# Squares of territories without an outline stand where the Atlantic is.
SQUARE, GAP, LEFT, TOP = 34, 4, 2, 158
ROWS = 3


@dataclass(frozen=True)
class Place:
    """A territory with its short address; `link` is empty where it has none."""

    code: str
    name: str
    link: str
    outline: str = ""


@dataclass(frozen=True)
class Square:
    place: Place
    x: int
    y: int
    side: int = SQUARE

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + self.side // 2, self.y + self.side // 2


@dataclass(frozen=True)
class Places:
    """`address` is that of the directory, `codes` the code of each territory that has one: (territory, code)."""

    address: Address
    codes: tuple[tuple[str, str], ...]

    view_box = f"0 0 {WIDTH} {HEIGHT}"
    explained = EXPLAINED
    source = SOURCE

    @property
    def groups(self) -> list[tuple[str, list[Place]]]:
        return [(heading, [self._place(*item) for item in territories.items()]) for heading, territories in GROUPS]

    @property
    def mainland(self) -> list[Place]:
        return self._drawn("whole")

    @property
    def inset(self) -> list[Place]:
        """Those that are too small to be hit, drawn a second time."""
        return self._drawn("inset")

    @property
    def overseas(self) -> Iterator[Square]:
        for number, item in enumerate(SQUARES.items()):
            column, row = divmod(number, ROWS)
            yield Square(self._place(*item), LEFT + column * (SQUARE + GAP), TOP + row * (SQUARE + GAP))

    def _drawn(self, part: str) -> list[Place]:
        return [self._place(code, TERRITORIES[code], outline) for code, outline in outlines()[part].items()]

    def _place(self, code: str, name: str, outline: str = "") -> Place:
        below = self._below.get(code)
        return Place(code, name, self.address.below(below).path if below else "", outline)

    @cached_property
    def _below(self) -> dict[str, str]:
        return dict(self.codes)


@lru_cache(maxsize=64)
def drawn(places: Places, language: str) -> SafeString:
    """Map and list in the language that is active. Most of what a page takes, and the same until an address changes: it is
    made once of what it is made of, and so is never that of before."""
    return render_to_string("directory/territories.html", {"places": places, "address": places.address})
