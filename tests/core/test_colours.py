"""Contrast as WCAG defines it, and the nearest colour that has enough."""

import pytest

from core.look import colours


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffb627", "#ffb627", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
    ],
)
def test_contrast_is_that_of_wcag_whatever_the_order(one, other, expected):
    assert round(colours.contrast(one, other), 2) == expected
    assert colours.contrast(one, other) == colours.contrast(other, one)


@pytest.mark.parametrize("least", [colours.TEXT, colours.CONTROL])
@pytest.mark.parametrize("ground", ["#ffb627", "#0d0e11", "#ffffff", "#14502c", "#d6453a"])
def test_nearest_has_the_contrast_and_what_has_it_stays(ground, least):
    found = colours.nearest(ground, ground, least)

    if found:
        assert colours.contrast(found, ground) >= least
        assert colours.nearest(found, ground, least) == found
    else:
        assert max(colours.contrast(end, ground) for end in (colours.BLACK, colours.WHITE)) < least


def test_ground_on_which_nothing_is_read():
    assert colours.nearest("#777777", "#777777", colours.TEXT) == ""


def test_what_is_written_on_a_button_takes_the_theme_first():
    assert colours.on("#0d0e11", "#ffb627") == "#ffb627"
    assert colours.on("#ffb627", "#ff0000") == "#000000"
