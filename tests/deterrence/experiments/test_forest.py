"""The figure of differences: zero in the middle, whole intervals inside, few round ticks."""

import pytest

from campaigns.deterrence.experiments.figures.forest import forest


def number(text: str) -> float:
    return float(text.removesuffix("%"))


def test_interval_lies_about_its_difference_and_within_the_plot():
    plot = forest([("B", 0.01, -0.005, 0.03), ("C", -0.01, -0.02, 0.004)])

    assert [line.letter for line in plot.lines] == ["B", "C"]
    for line in plot.lines:
        assert 0 < number(line.low) < number(line.at) < number(line.high) < 100
    assert plot.zero == "50.00%"
    assert [line.y for line in plot.lines] == [18, 54]


@pytest.mark.parametrize("reach", [0.0, 0.0003, 0.004, 0.013, 0.27, 1.0])
def test_ticks_are_few_and_on_both_sides_of_zero(reach):
    ticks = [tick.points for tick in forest([("B", 0.0, -reach, reach)]).ticks]

    assert 3 <= len(ticks) <= 5
    assert ticks == [-one for one in reversed(ticks)]
