"""Numbers as they are written: grouped in every language, with their sign before them."""

import pytest
from django.conf import settings
from django.template.defaultfilters import floatformat
from django.utils import translation

from campaigns.results.templatetags.results_tags import change, percent, signed, width


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_thousands_are_told_apart_in_every_language(language):
    with translation.override(language):
        written = floatformat(1204563, "0g")

    assert "".join(filter(str.isdecimal, written)) == "1204563"
    assert len(written) == 9


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (0.456, "46%"),
        (0.0456, "4.6%"),
        (0.0, "0%"),
        (0.996, "99.6%"),
        (12.5, "1,250%"),
        (None, "–"),
        (0.645, "65%"),
        (0.585, "59%"),
        (0.205, "21%"),
        (-0.125, "-13%"),
    ],
)
def test_share_has_a_decimal_where_it_is_small(share, written):
    with translation.override("en"):
        assert percent(share) == written


def test_differences_have_their_sign():
    with translation.override("en"):
        assert [change(0.5), change(-0.5), change(None), signed(-1200), signed(7)] == [
            "+50%",
            "−50%",
            "–",
            "−1,200",
            "+7",
        ]
    with translation.override("ar"):
        assert signed(-7) == "\u2066−7\u2069"


def test_bar_is_never_longer_than_its_place():
    with translation.override("fr"):
        assert [width(0.4256), width(1.7), width(-1.0), width(None)] == ["42.56%", "100.00%", "0.00%", "0.00%"]
