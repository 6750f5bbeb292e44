"""Numbers as they are written for readers; in Arabic none can be read as a thousandth of itself."""

from decimal import Decimal

import pytest
from django.contrib.humanize.templatetags.humanize import intcomma
from django.template import Context, Template
from django.utils import translation
from django.utils.formats import number_format, sanitize_separators

from core.words import numbers

N = "\u00a0"
WRITTEN = {
    1500: "1500",
    9999: "9999",
    10_000: f"10{N}000",
    -1500: "-1500",
    -15_000: f"-15{N}000",
    1234567: f"1{N}234{N}567",
}


@pytest.mark.parametrize(("number", "written"), WRITTEN.items())
def test_arabic_thousands_have_a_space_from_five_digits_on(number, written):
    with translation.override("ar"):
        assert number_format(number, force_grouping=True) == written
        assert Template('{{ n|floatformat:"0g" }}').render(Context({"n": number})) == written
        assert intcomma(number) == written
        assert numbers.written(number) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [(Decimal("461.4"), "461,4"), (Decimal("1500.25"), "1500,25"), (Decimal("12345.5"), f"12{N}345,5"), (0.5, "0,5")],
)
def test_arabic_decimals_have_a_comma(number, written):
    with translation.override("ar"):
        assert numbers.written(number) == written
        assert sanitize_separators(written.replace(N, "")) == str(number)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("fr", f"1{N}500"),
        ("en", "1,500"),
        ("es", f"1{N}500"),
        ("pt", "1.500"),
        ("ro", "1.500"),
        ("bg", f"1{N}500"),
        ("zh-hans", "1,500"),
    ],
)
def test_other_languages_keep_their_marks(language, written):
    with translation.override(language):
        assert numbers.written(1500) == written


def test_what_babel_wrote_gets_the_marks_of_arabic_and_no_other_language():
    assert numbers.respelled("\u200f1,500.5\xa0€", "ar") == "\u200f1500,5\xa0€"
    assert numbers.respelled("12,345,678 – 461.4", "ar") == f"12{N}345{N}678 – 461,4"
    assert numbers.respelled("€1,500.50", "en") == "€1,500.50"
