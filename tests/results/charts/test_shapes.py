"""Charts: where things lie, what is a gap, what is read instead of seen."""

import pytest
from django.utils import translation

from campaigns.results.charts.shapes import Mark, Series, ceiling, chart

pytestmark = pytest.mark.usefixtures("in_english")


def drawn(values, **options):
    labels = [f"Day {number}" for number in range(1, len(values) + 1)]
    return chart("one", "Visits, by day", "Day", labels, [Series("Visits", values)], **options)


@pytest.mark.parametrize(
    ("largest", "top", "step"),
    [
        (0, 1, 1),
        (1, 1, 1),
        (3, 3, 1),
        (5, 6, 2),
        (7, 8, 2),
        (101, 150, 50),
        (9120, 10_000, 5_000),
        (10**9, 10**9, 500_000_000),
    ],
)
def test_axis_ends_at_a_round_number_with_few_steps(largest, top, step):
    assert ceiling(largest) == (top, step)
    assert top / step <= 5


def test_line_goes_through_every_value():
    assert drawn([0, 50, 100, 25]).drawn[0].path == "M125.0 200.0 L375.0 100.0 L625.0 0.0 L875.0 150.0"


def test_unknown_value_is_a_gap_and_zero_is_a_point():
    (line,) = drawn([10, 0, None, 10, None, 10]).drawn

    assert line.path == "M83.3 0.0 L250.0 200.0 M583.3 0.0 M916.7 0.0"
    assert [dot.x for dot in line.dots] == ["8.33%", "25.00%", "58.33%", "91.67%"]


def test_value_that_is_still_counted_is_open():
    assert drawn([10, 5, None], open_end=True).drawn[0].open_dot.x == "50.00%"
    assert drawn([10, 5, None]).drawn[0].open_dot is None


def test_time_runs_from_right_to_left_where_the_language_does():
    with translation.override("ar"):
        mirrored = drawn([0, 50, 100, 25])

    assert mirrored.drawn[0].path == "M875.0 200.0 L625.0 100.0 L375.0 0.0 L125.0 150.0"
    assert mirrored.x_ticks[0].at == "87.50%"
    assert (mirrored.y_ticks[0].anchor, drawn([1]).y_ticks[0].anchor) == ("start", "end")


def test_bars_stand_on_the_axis_and_zero_has_none():
    assert drawn([0, 4, 2], bars=True).drawn[0].bars == [
        ("366.7", "0.0", "266.7", "200.0"),
        ("700.0", "100.0", "266.7", "100.0"),
    ]


def test_marks_are_numbered_in_the_order_of_time_and_near_ones_share_a_flag():
    marks = [Mark(30, "later", "b"), Mark(2, "first", "a"), Mark(31, "later", "c"), Mark(99, "outside", "d")]

    found = drawn([1] * 60, marks=marks)

    assert [(mark.number, mark.text) for mark in found.marks] == [(1, "a"), (2, "b"), (3, "c")]
    assert found.flags == [("4.17%", "1"), ("50.83%", "2–3")]


def test_few_labels_stand_under_a_long_chart():
    ticks = drawn([1] * 100).x_ticks

    assert [tick.text for tick in ticks] == ["Day 1", "Day 18", "Day 35", "Day 52", "Day 69", "Day 86"]
    assert ticks[0].anchor == "start"


def test_chart_is_told_in_words_and_in_a_table():
    found = drawn([1200, None, 34], marks=[Mark(2, "then", "A strike")])

    assert found.description == "Day 1 – Day 3. Visits: 1,234."
    assert [(label, values, [mark.text for mark in marks]) for label, values, marks in found.rows] == [
        ("Day 1", [1200], []),
        ("Day 2", [None], []),
        ("Day 3", [34], ["A strike"]),
    ]
    assert [told for _x, _width, told in found.hits] == [
        "Day 1\nVisits: 1,200",
        "Day 2\nVisits: –",
        "Day 3\nVisits: 34",
    ]


def test_chart_of_nothing_is_drawn():
    assert drawn([]).drawn[0].path == ""
