"""Whatever a small group answered, what is told of it singles out nobody, even for who knows its size and this code."""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from campaigns.prevention.feedback.group.telling import Quarter, is_told, quarters

FIRST, SECOND, THIRD, FOURTH = Quarter
SIZES = [(answers, forms) for answers in (2, 3, 4) for forms in range(11, 26)]
SIZES += [(5, forms) for forms in range(11, 16)] + [(6, forms) for forms in range(11, 14)]


def totals(answers: int, forms: int) -> Iterator[tuple[int, ...]]:
    """All totals that so many forms can have on so many answers."""
    if answers == 1:
        yield (forms,)
        return
    for first in range(forms + 1):
        for rest in totals(answers - 1, forms - first):
            yield first, *rest


@pytest.mark.parametrize(("answers", "forms"), SIZES)
def test_no_answer_of_few_or_of_nearly_all_is_told_for_certain(answers, forms):
    possible = defaultdict(lambda: [set() for _answer in range(answers)])
    for one in totals(answers, forms):
        told = quarters(one)
        for place, total in enumerate(one):
            possible[told and tuple(told)][place].add(total)

    certain = {next(iter(left)) for each in possible.values() for left in each if len(left) == 1}
    assert certain & ({1, 2} | set(range(forms - 2, forms + 1))) == set()


@pytest.mark.parametrize(("answers", "forms"), SIZES)
def test_most_of_what_a_group_can_answer_is_told(answers, forms):
    told = [quarters(one) is not None for one in totals(answers, forms)]

    assert sum(told) / len(told) > 0.75


def test_everybody_and_nearly_everybody_are_told_alike():
    assert [quarters(one) for one in ([11, 0, 0], [10, 1, 0], [9, 1, 1])] == [[FOURTH, FIRST, FIRST]] * 3


def test_share_on_the_line_belongs_to_the_quarter_above():
    assert quarters([3, 6, 3]) == [SECOND, THIRD, SECOND]
    assert quarters([30, 10]) == [FOURTH, SECOND]


def test_quarters_that_would_tell_a_single_answer_are_withheld():
    assert quarters([5, 5, 1]) is None


@pytest.mark.parametrize("forms", [0, 1, 10])
def test_of_ten_answers_nothing_is_told(forms):
    assert not is_told(forms)
    with pytest.raises(ValueError, match="fewer than 11"):
        quarters([forms, 0])


def test_eleven_answers_are_told():
    assert is_told(11)
