"""Values: parsed strictly, kept once, written as each language writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.values import Unit, parse


@pytest.mark.parametrize(
    ("typed", "unit", "kept"),
    [
        ("1500", "euro", "1500"),
        ("1 500", "euro", "1500"),
        ("1\u202f500", "euro", "1500"),
        ("1500,50", "euro", "1500.5"),
        ("7000..10000", "number", "7000..10000"),
        ("7 000 – 10 000", "number", "7000..10000"),
        ("30 000 à 40 000", "number", "30000..40000"),
        ("13/04/2016", "date", "2016-04-13"),
        ("2016-04-13", "date", "2016-04-13"),
        ("1999-01", "date", "1999-01"),
        ("2009", "date", "2009"),
        ("2009-01-01..2009-12-31", "date", "2009"),
        ("2019..2021-06", "date", "2019-01-01..2021-06-30"),
        ("85", "percent", "85"),
        ("0", "number", "0"),
    ],
)
def test_value_is_kept_in_one_form(typed, unit, kept):
    assert parse(typed, unit).canonical() == kept


@pytest.mark.parametrize(
    ("typed", "unit", "reason"),
    [
        ("", "euro", "Write the value"),
        ("beaucoup", "number", "“beaucoup” is no number"),
        ("1.500,00", "euro", "“1.500,00” is no number"),
        ("1500 €", "euro", "“1500 €” is no number"),
        ("-5", "number", "is no number"),
        ("10..5", "number", "the wrong way round"),
        ("120", "percent", "More than 100 per cent"),
        ("2016-13-45", "date", "“2016-13-45” is no date"),
        ("2016-13", "date", "“2016-13” is no date"),
        ("31/02/2020", "date", "“31/02/2020” is no date"),
        ("1500", "", "Choose the unit"),
        ("9" * 40, "number", "is no number"),
    ],
)
def test_value_that_cannot_be_parsed_is_refused_with_the_reason(settings, typed, unit, reason):
    from django.utils import translation

    with translation.override("en"), pytest.raises(ValueError, match=reason):
        parse(typed, unit)


def test_unit_without_value_says_it_all():
    assert parse("", "") is None


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("fr", ["1\u202f500\xa0€", "7\u202f000 – 10\u202f000", "5 ans", "6\xa0mois", "85\xa0%", "13 avril 2016"]),
        ("en", ["€1,500", "7,000 – 10,000", "5 years", "6 months", "85%", "13 April 2016"]),
        ("ar", ["\u200f1500\xa0€", "7000 – 10\xa0000", "5 سنوات", "6 أشهر", "85%", "13 أبريل 2016"]),
        ("zh-hans", ["€1,500", "7,000 – 10,000", "5年", "6个月", "85%", "2016年4月13日"]),
    ],
)
def test_value_is_written_as_the_language_writes_it(language, written):
    values = [
        ("1500", "euro"),
        ("7000..10000", "number"),
        ("5", "year"),
        ("6", "month"),
        ("85", "percent"),
        ("2016-04-13", "date"),
    ]

    assert [parse(text, unit).written(language) for text, unit in values] == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("fr", ["janvier 1999", "2009"]),
        ("en", ["January 1999", "2009"]),
        ("bg", ["януари 1999\u202fг.", "2009\u202fг."]),
        ("ar", ["يناير 1999", "2009"]),
        ("zh-hans", ["1999年1月", "2009年"]),
    ],
)
def test_date_of_which_the_day_is_not_known_is_written_without_one(language, written):
    assert [parse(text, "date").written(language) for text in ("1999-01", "2009")] == written


def test_first_of_a_month_is_its_1er_in_french():
    assert [parse(day, "date").written("fr") for day in ("2026-02-01", "2026-02-11")] == [
        "1er février 2026",
        "11 février 2026",
    ]


def test_arabic_decimals_have_a_comma_and_no_thousand_has_a_mark_that_can_be_read_as_one():
    values = [("461.4", "number"), ("1500.5", "euro"), ("12500.25", "number"), ("7.5", "percent"), ("2.5", "year")]

    written = [parse(text, unit).written("ar") for text, unit in values]

    assert written[:3] == ["461,4", "\u200f1500,50\xa0€", "12\xa0500,25"]
    assert (written[3].startswith("7,5%"), written[4].startswith("2,5 ")) == (True, True)


@pytest.mark.parametrize(
    ("text", "unit", "written"),
    [("7.5", "percent", "7,5\xa0%"), ("0.0125", "percent", "0,0125\xa0%"), ("1.2345", "number", "1,2345")],
)
def test_decimals_that_were_typed_are_written(text, unit, written):
    assert parse(text, unit).written("fr").replace("\u202f", "\xa0") == written


@given(st.text(max_size=40), st.sampled_from(Unit.values))
def test_anything_typed_is_parsed_or_refused_and_what_is_kept_is_read_again(typed, unit):
    try:
        value = parse(typed, unit)
    except ValueError:
        return

    if value is not None:
        assert parse(value.canonical(), unit) == value
        assert value.written("fr")
