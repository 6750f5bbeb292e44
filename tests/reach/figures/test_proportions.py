"""Ratios that are out of line are found, and what varies by chance or by its words is not."""

from datetime import timedelta

import pytest

from reach.figures import proportions
from reach.models import Cell, OutOfLine, Room
from tests.reach.conftest import NOON

ONE = timedelta(hours=1)
DAY = NOON.date()


def hour(number: int, views: int, calls: int, *, refused: int = 0, variant: str = "", page: int = 5) -> None:
    about = {"hour": NOON + number * ONE, "page": page, "locale": "fr", "variant": variant}
    Room.objects.create(kind="view", n=views, **about)
    Room.objects.create(kind="cta_call", n=calls, refused=refused, **about)


def found() -> list[tuple]:
    proportions.look()
    return list(OutOfLine.objects.values_list("hour", "variant", "kind", "views", "n", "refused"))


@pytest.mark.parametrize(
    "hours",
    [
        [(0, 100, 2), (1, 120, 5), (2, 80, 0), (3, 300, 12)],
        [(0, 1000, 200), (1, 1000, 260), (2, 50, 25)],  # one page in four leads to a call, on one evening to two
        [(0, 60, 50)],  # nothing is known of its other hours
        [(0, 1000, 10), (1, 40, 19)],
    ],
)
def test_what_varies_is_in_line(db, hours):
    for one in hours:
        hour(*one)

    assert found() == []


def test_hour_with_far_more_than_its_page_leads_to_is_out_of_line(db):
    Cell.objects.create(day=DAY, kind="view", surface="buyers", campaign=7, page=5, n=1)
    for number in range(4):
        hour(number, 200, 4)
    hour(4, 200, 120)
    hour(4, 200, 120, page=6)  # another page, of which nothing else is known

    assert found() == [(NOON + 4 * ONE, "", "cta_call", 200, 120, 0)]
    assert (OutOfLine.objects.get().campaign, round(OutOfLine.objects.get().expected)) == (7, 4)
    assert found() == found()


def test_twenty_that_no_view_led_to_are_out_of_line_by_themselves(db):
    hour(0, 1, 1, refused=119)
    hour(1, 1, 1, refused=19)

    assert found() == [(NOON, "", "cta_call", 1, 1, 119)]


def ahead(number: int, sent: int, looked: int, refused: int = 0) -> None:
    about = {"hour": NOON + number * ONE, "page": 5, "locale": "fr", "variant": ""}
    Room.objects.create(kind="prefetch", n=sent, **about)
    Room.objects.create(kind="late_view", n=looked, refused=refused, **about)


def test_twenty_views_of_no_page_that_was_sent_are_out_of_line_as_views(db):
    ahead(0, 1, 1, refused=119)
    ahead(1, 500, 50, refused=19)

    assert found() == [(NOON, "", "view", 1, 1, 119)]


def test_hour_in_which_far_more_of_what_was_sent_ahead_was_looked_at_is_out_of_line(db):
    for number in range(4):
        ahead(number, 200, 20)
    ahead(4, 200, 195)

    assert found() == [(NOON + 4 * ONE, "", "view", 200, 195, 0)]


def test_better_words_are_not_out_of_line(db):
    for number in range(6):
        hour(number, 300, 6, variant="1-a")
        hour(number, 300, 24, variant="1-b")

    assert found() == []


def test_words_that_are_far_better_from_their_first_hour_on_are_believed(db):
    hour(0, 300, 3, variant="1-a")
    hour(0, 300, 90, variant="1-b")
    hour(1, 300, 5, variant="1-a")
    hour(1, 300, 88, variant="1-b")

    assert found() == []


def test_wording_of_which_outcomes_are_forged_is_in_doubt(db):
    hour(0, 300, 6)  # before the experiment
    hour(1, 300, 6, variant="1-a")
    hour(1, 300, 126, variant="1-b")
    proportions.look()

    assert [proportions.is_in_doubt([one]) for one in ("1-a", "1-b", "2-b")] == [False, True, False]
