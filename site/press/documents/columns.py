"""Widths of a table's columns: those that are asked for, or as their words need room."""

from press.documents.tree import Table

FEWEST, MOST = 6, 60  # letters that a column counts for


def proportions(table: Table) -> tuple[float, ...]:
    """Parts of 1, each column at least as wide as fits a short word."""
    wanted = table.widths or tuple(_letters(table, column) for column in range(len(table.header)))
    return tuple(width / sum(wanted) for width in wanted)


def _letters(table: Table, column: int) -> float:
    """Between the longest word, which should not be divided, and the longest cell, which may run over lines."""
    cells = [table.header[column], *("".join(run.text for run in row[column]) for row in table.rows)]
    word = max(max(map(len, cell.split()), default=0) for cell in cells)
    return max(FEWEST, min(word, 16), min(max(map(len, cells)), MOST) ** 0.5 * 3)
