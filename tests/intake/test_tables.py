"""Tables from files: bounds, headings, and rows of known columns with all that is wrong with them."""

import pytest

from intake import tables
from intake.problems import CellError, FileRefusedError
from intake.tables import MAX_COLUMNS, MAX_ROWS, PREAMBLE, Columns, grid

HEADINGS = (1, ["Nom", "Ville"])


def number(_column: str, cell: str) -> int:
    if not cell.isdecimal():
        raise CellError("no number")
    return int(cell)


COLUMNS = Columns({"day": ("jour", "day", "date"), "calls": ("appels", "calls")}, ("day",), number)


def refused(sheets) -> list[tuple]:
    with pytest.raises(FileRefusedError) as error:
        grid(sheets)
    return [(one.line, one.reason) for one in error.value.problems.shown]


def read(*lines: list[str]):
    return tables.read(grid([list(enumerate(lines, 1))]), COLUMNS)


def told(table) -> list[tuple]:
    return [(one.line, one.place) for one in table.problems.shown]


def test_as_many_rows_as_allowed_are_read_and_not_one_more():
    rows = [(number, ["a"]) for number in range(2, MAX_ROWS + 2)]

    assert len(grid([[HEADINGS, *rows]]).lines) == MAX_ROWS
    ((line, reason),) = refused([[HEADINGS, *rows, (MAX_ROWS + 2, ["a"])]])
    assert (line, str(MAX_ROWS) in reason) == (None, True)


def test_rows_beyond_the_bound_are_not_even_taken_from_the_file():
    def endless():
        yield HEADINGS
        for line in range(2, MAX_ROWS + 3):
            yield line, ["a"]
        pytest.fail("read on")

    assert len(refused([endless()])) == 1


def test_hundred_columns_are_refused_at_the_line_of_the_headings():
    assert [line for line, _reason in refused([[(3, ["a"] * MAX_COLUMNS), (4, ["b"])]])] == [3]
    assert len(grid([[(3, ["a"] * (MAX_COLUMNS - 1)), (4, ["b"])]]).headings) == MAX_COLUMNS - 1


@pytest.mark.parametrize("lines", [[], [(1, ["", " "])], [HEADINGS], [HEADINGS, (2, ["", ""])]])
def test_file_without_a_row_is_refused(lines):
    assert [line for line, _reason in refused([lines])] == [None]


def test_headings_are_found_below_a_preamble_and_on_a_later_sheet():
    preamble = [(line, ["Rapport"]) for line in range(1, PREAMBLE)]
    report = [*preamble, (PREAMBLE, ["Nom", "Ville", ""]), (PREAMBLE + 2, ["a", "b"])]

    found = grid([[(1, ["Sommaire"]), (2, ["x"])], report], lambda cells: "Ville" in cells)

    assert (found.line, found.headings, found.lines) == (PREAMBLE, ["Nom", "Ville"], [(PREAMBLE + 2, ["a", "b"])])


def test_first_sheet_is_read_where_no_headings_are_known():
    found = grid([[], [(1, ["x"]), (2, ["y"])], [(1, ["z"]), (2, ["z"])]], lambda _cells: False)

    assert (found.headings, found.lines) == (["x"], [(2, ["y"])])


def test_headings_are_known_without_case_accents_brackets_and_stars():
    table = read(['"JOUR *"', "Appels (reçus)"], ["1", "2"])

    assert (table.rows, table.problems.total) == ([(2, {"day": 1, "calls": 2})], 0)


def test_headings_that_are_unknown_twice_or_missing_are_told_together():
    table = read(["Appels", "Calls", "Couleur"], ["1", "2", "3"])

    assert told(table) == [(1, "Appels"), (1, "Calls"), (1, "Couleur"), (1, "")]
    assert "jour / day" in table.problems.shown[-1].reason
    assert table.rows == []


def test_all_that_is_wrong_with_rows_is_told_and_the_others_are_read():
    table = read(["Jour", "Appels"], ["x", "y"], ["1", "2", "", ""], ["1"], ["1", "2", "3"], ["", "4"])

    assert told(table) == [(2, "Jour"), (2, "Appels"), (4, ""), (5, ""), (6, "Jour")]
    assert table.rows == [(3, {"day": 1, "calls": 2})]


def test_line_of_a_workbook_may_end_early():
    problems = tables.Problems()
    found = grid([[HEADINGS, (2, ["a"]), (3, ["a", "b", "c"])]])

    assert list(found.rows(problems, pads=True)) == [(2, ["a", ""])]
    assert [one.line for one in problems.shown] == [3]
