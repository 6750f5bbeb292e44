"""Small counts cannot be found out: an attacker tries, who knows the code and more than is published."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.results.figures.disclosure import PROTECTION, THRESHOLD, Told, in_time, parts, rounded
from tests.results.figures.attack import FAR, LARGE, SMALL, behind, bounds, preimages

counts = st.one_of(
    st.integers(0, 14), st.integers(0, 40), st.sampled_from([0, 1, 10, 11, 14, 15, 24, 25]), st.integers(0, 5000)
)
tables = st.dictionaries(st.sampled_from("abcdefghijklmnop"), counts, min_size=1, max_size=12)


def is_small(n: int) -> bool:
    return 0 < n < THRESHOLD


@pytest.mark.parametrize(
    ("n", "shown"), [(0, 0), (11, 10), (14, 10), (15, 20), (24, 20), (25, 30), (1004, 1000), (1005, 1010)]
)
def test_number_is_rounded_to_ten(n, shown):
    assert rounded(n) == shown
    low, high = behind(shown)
    assert low <= n <= high


@pytest.mark.parametrize("n", [1, 10])
def test_small_number_cannot_be_rounded_by_mistake(n):
    with pytest.raises(ValueError, match="not told"):
        rounded(n)


def test_small_period_is_told_with_those_that_follow():
    assert in_time([0, 4, 0, 7, 300, 10, 1, 2]) == [
        Told(0), None, None, Told(11, 3), Told(300), None, Told(11, 2), None,
    ]  # fmt: skip


def test_small_part_hides_behind_the_last_large_one():
    assert parts({"fr": 900, "en": 40, "ro": 3, "ar": 60}) == {"fr": 900, "en": 40, "ro": None, "ar": None}


def test_no_more_is_withheld_than_hides_the_small_ones():
    """Behind 3, of which 1 is the least, and 18, of which 11 is: nine may be shifted between them, ten values are possible."""
    assert parts({"fr": 900, "en": 18, "ro": 3}) == {"fr": 900, "en": None, "ro": None}
    assert parts({"fr": 900, "en": 17, "ro": 3}) == {"fr": None, "en": None, "ro": None}
    assert parts({"fr": 900, "en": 16, "ro": 3, "ar": 3}) == {"fr": 900, "en": None, "ro": None, "ar": None}


def test_part_that_hides_too_little_is_not_alone():
    """Of a sum of 14 behind 11 and 3, whoever knows that one is small would know that it is 3 at most."""
    assert parts({"fr": 900, "en": 11, "ro": 3}) == {"fr": None, "en": None, "ro": None}


def test_parts_without_a_large_one_are_withheld_with_the_empty_ones():
    assert parts({"fr": 8, "en": 7, "ro": 0}) == {"fr": None, "en": None, "ro": None}


def test_parts_that_are_none_of_them_small_are_told():
    assert parts({"fr": 900, "en": 11, "ro": 0}) == {"fr": 900, "en": 11, "ro": 0}


@given(tables)
def test_no_small_part_is_told(cells):
    told = parts(cells)

    assert list(told) == list(cells)
    assert all(told[key] is None for key, n in cells.items() if is_small(n))
    assert all(n is None or n == cells[key] for key, n in told.items())


@given(tables)
@settings(max_examples=500)
def test_parts_stay_hidden_from_whoever_knows_which_are_small_and_all_else_exactly(cells):
    """Linear bounds, with the exact sum, the exact told cells, and the kind of each withheld one: any value is possible."""
    told = parts(cells)
    if all(n is None for n in told.values()):
        return  # of a table that is withheld whole nobody knows which are small; see the next test
    kinds = {
        key: (told[key],) * 2 if told[key] is not None else SMALL if is_small(n) else LARGE for key, n in cells.items()
    }

    found = bounds(kinds, (sum(cells.values()),) * 2)

    assert {found[key] for key, n in cells.items() if is_small(n)} <= {SMALL}


@given(tables, st.lists(tables, max_size=2))
@settings(max_examples=300)
def test_parts_stay_hidden_behind_rounded_margins_of_other_tables(cells, others):
    """What is published: rounded cells, a rounded sum, and other tables of the same sum, each of which bounds it."""
    total = sum(cells.values())
    if is_small(total):
        return  # such a sum is no sum of what is told
    told = parts(cells)
    whole = all(n is None for n in told.values())
    kinds = {key: behind(rounded(n)) if n is not None else (0 if whole else 1, FAR) for key, n in told.items()}

    for sum_known in (behind(rounded(total)), (total, total)):
        found = bounds(kinds, sum_known)
        for key, n in cells.items():
            if is_small(n):
                low, high = found[key]
                assert low <= 1
                assert high >= PROTECTION


@pytest.mark.parametrize(("width", "most"), [(2, 34), (3, 34), (4, 24)])
def test_parts_stay_hidden_from_whoever_tries_every_table(width, most):
    """Every table with every sum, published exactly: what was withheld still has ten values at least."""
    keys = "abcd"[:width]
    found = preimages(
        (table for table in product(range(most + 1), repeat=width) if sum(table) <= most),
        lambda table: (sum(table), tuple(parts(dict(zip(keys, table, strict=True))).values())),
    )

    for (total, shown), candidates in found.items():
        if is_small(total):
            continue
        for position, n in enumerate(shown):
            values = {table[position] for table in candidates}
            if n is None and any(is_small(value) for value in values):
                assert len(values) >= PROTECTION, (total, shown, values)


@pytest.mark.parametrize(("weeks", "most"), [(1, 40), (2, 32), (3, 24), (4, 16)])
def test_weeks_stay_hidden_from_whoever_tries_every_course(weeks, most):
    """What is told after each week, and the running sum of what is told, exactly: the same as one publication at the end."""
    found = preimages(product(range(most + 1), repeat=weeks), lambda course: tuple(in_time(course)))

    for shown, candidates in found.items():
        if any(one and one.n >= most for one in shown):
            continue  # its candidates are cut off by the bound of this test
        for position, one in enumerate(shown):
            values = {course[position] for course in candidates}
            if (one is None or one.periods > 1) and any(is_small(value) for value in values):
                assert len(values) >= PROTECTION, (shown, position, values)


@given(st.lists(counts, max_size=30), st.lists(counts, max_size=5))
def test_what_was_told_of_a_week_never_changes(weeks, later):
    assert in_time(weeks + later)[: len(weeks)] == in_time(weeks)


@given(st.lists(counts, max_size=30))
def test_sum_of_what_is_told_lacks_ten_at_most(weeks):
    told = [one for one in in_time(weeks) if one]

    assert 0 <= sum(weeks) - sum(one.n for one in told) < THRESHOLD
    assert all(one.n == 0 or one.n >= THRESHOLD for one in told)
