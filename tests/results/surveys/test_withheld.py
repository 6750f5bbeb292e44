"""What a small cell of a survey takes with it: over answers, over groups, and where one group is told beside the whole."""

from itertools import product

import pytest

from campaigns.results.surveys.withheld import REST, withheld

WHOLE = ""


def test_nothing_is_withheld_where_no_cell_is_small():
    assert withheld({WHOLE: {"yes": 60, "no": 40, REST: 0}}) == {WHOLE: set()}


def test_small_cell_takes_another_with_it():
    assert withheld({WHOLE: {"yes": 60, "no": 35, "other": 5, REST: 0}}) == {WHOLE: {"no", "other"}}


def test_answers_that_are_left_out_are_a_cell():
    """One answer alone is told of 100: the rest of them is known."""
    assert withheld({WHOLE: {"yes": 95, REST: 5}}) == {WHOLE: {"yes", REST}}


def test_few_who_were_asked_are_not_told_at_all():
    assert withheld({WHOLE: {"yes": 10, "no": 0, REST: 0}}) == {WHOLE: {"yes", "no", REST}}


def test_what_one_group_withholds_no_other_tells_beside_the_whole():
    groups = {
        WHOLE: {"yes": 100, "no": 60, "other": 40},
        "men": {"yes": 60, "no": 35, "other": 5},
        "women": {"yes": 40, "no": 25, "other": 35},
    }

    assert withheld(groups) == {WHOLE: set(), "men": {"no", "other"}, "women": {"no", "other"}}


def test_what_the_whole_withholds_no_group_tells():
    groups = {WHOLE: {"yes": 100, "no": 60, "other": 7}, "men": {"yes": 60, "no": 35, "other": 0}}

    found = withheld(groups)

    assert {"other", "no"} <= found[WHOLE]
    assert {"other", "no"} <= found["men"]


def test_rest_of_the_whole_is_a_group_that_nobody_wrote_down():
    """All but five who said yes are men: the women's five would be found by subtraction."""
    groups = {WHOLE: {"yes": 50, "no": 150}, "men": {"yes": 45, "no": 55}}

    assert withheld(groups)["men"] == {"yes", "no"}


@pytest.mark.parametrize(("a", "b", "c"), list(product((0, 3, 12, 40), repeat=3)))
def test_no_cell_is_ever_withheld_alone(a, b, c):
    """A margin less all others would give it back."""
    groups = {
        WHOLE: {"yes": a + 30, "no": b + 30, "other": c + 30},
        "men": {"yes": a, "no": b, "other": c},
        "women": {"yes": 30, "no": 30, "other": 30},
    }

    for name, hidden in withheld(groups).items():
        assert hidden >= groups[name].keys() or len([answer for answer in hidden if groups[name].get(answer)]) != 1
