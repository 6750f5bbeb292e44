"""Tables from files: their headings, the lines below them, and what the cells of known columns say."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from django.utils.translation import gettext as _

from intake.names import plain
from intake.problems import CellError, FileRefusedError, Problems

MAX_ROWS = 20_000
MAX_COLUMNS = 100
PREAMBLE = 20  # lines that may stand above the headings
type Cell = str | int | float
type Line = tuple[int, list[Cell]]


@dataclass
class Grid:
    """`line` is that of the headings; `lines` are those below it that hold anything, numbered as in the file."""

    line: int
    headings: list[str]
    lines: list[Line]

    def rows(self, problems: Problems, *, pads: bool = False) -> Iterator[Line]:
        """A cell for each heading; a line of another length is told. `pads` fills up what ends early, as a workbook does."""
        wanted = len(self.headings)
        for number, cells in self.lines:
            used = trimmed(cells)
            is_short = len(cells) < wanted and not pads
            if is_short or len(used) > wanted:
                reason = _("%(found)d cells, and the header has %(wanted)d.")
                problems.add(number, reason % {"found": len(cells if is_short else used), "wanted": wanted})
            else:
                yield number, used + [""] * (wanted - len(used))


def grid(sheets: Iterable[Iterable[Line]], are_headings: Callable[[list[Cell]], bool] = bool) -> Grid:
    """The sheet whose headings are known, else the first that has any line. Raises FileRefusedError."""
    first = None
    for lines in sheets:
        filled = ((number, cells) for number, cells in lines if trimmed(cells))
        top = list(islice(filled, PREAMBLE))
        at = next((at for at, (_number, cells) in enumerate(top) if are_headings(cells)), None)
        if at is not None:
            return _grid(top[at], chain(top[at + 1 :], filled))
        if top and first is None:
            first = top[0], chain(top[1:], filled)
    if first is None:
        raise FileRefusedError(_("The file is empty."))
    return _grid(*first)


def _grid(header: Line, below: Iterator[Line]) -> Grid:
    number, cells = header
    headings = [str(cell).strip() for cell in trimmed(cells)]
    if len(headings) >= MAX_COLUMNS:
        reason = _("There are a hundred columns or more: export those alone that are needed.")
        raise FileRefusedError(reason, number)
    lines = list(islice(below, MAX_ROWS + 1))
    if len(lines) > MAX_ROWS:
        reason = _("The file has more than %(number)d rows: split it into several.")
        raise FileRefusedError(reason % {"number": MAX_ROWS})
    if not lines:
        raise FileRefusedError(_("The file has its header and no row below it."))
    return Grid(number, headings, lines)


def trimmed(cells: list[Cell]) -> list[Cell]:
    """Without the empty cells at its end."""
    end = next((at for at in range(len(cells), 0, -1) if str(cells[at - 1]).strip()), 0)
    return cells[:end]


class Columns:
    """What a file may hold: `names` are {column: the headings that name it, of which the first two are told}.

    `read` says what a cell of a column means, or raises CellError.
    """

    def __init__(
        self, names: dict[str, tuple[str, ...]], required: tuple[str, ...], read: Callable[[str, str], Any]
    ) -> None:
        self.names, self.required, self.read = names, required, read
        self._by_heading = {plain(name): column for column, given in names.items() for name in given}

    def of(self, heading: str) -> str | None:
        return self._by_heading.get(plain(heading.strip(' "').rstrip("*")))

    def told(self, column: str) -> str:
        return " / ".join(list(dict.fromkeys(self.names[column]))[:2])


@dataclass
class Table:
    """`headings` are as the file writes them; `rows` are (line, {column: what its cell means}), without those that have a problem."""

    headings: dict[str, str] = field(default_factory=dict)
    rows: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)


def read(found: Grid, columns: Columns) -> Table:
    """All rows of known columns, or all that is wrong with them."""
    table = Table(problems=_wrong_headings(found, columns))
    if table.problems:
        return table
    keys = [columns.of(heading) for heading in found.headings]
    table.headings = dict(zip(keys, found.headings, strict=True))
    for number, cells in found.rows(table.problems):
        row, before = {}, table.problems.total
        for key, cell in zip(keys, cells, strict=True):
            try:
                row[key] = columns.read(key, cell)
            except CellError as error:
                table.problems.add(number, error.reason, table.headings[key])
        if table.problems.total == before:
            table.rows.append((number, row))
    return table


def _wrong_headings(found: Grid, columns: Columns) -> Problems:
    problems = Problems()
    keys = [columns.of(heading) for heading in found.headings]
    for key, heading in zip(keys, found.headings, strict=True):
        if key is None:
            reason = _("“%(header)s” is not among the columns that may be there: %(known)s.")
            known = "; ".join(map(columns.told, columns.names))
            problems.add(found.line, reason % {"header": heading[:40], "known": known}, heading[:40])
        elif keys.count(key) > 1:
            problems.add(found.line, _("This column is there twice."), heading)
    for column in columns.required:
        if column not in keys:
            reason = _("The column “%(column)s” is missing.")
            problems.add(found.line, reason % {"column": columns.told(column)})
    return problems
