"""Dates as they are written for readers, in each language."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation
from django.utils.formats import date_format

from core.words import dates

DAY = date(2026, 2, 1)
IN_FULL = {
    "fr": "1er février 2026",
    "en": "1 February 2026",
    "es": "1 de febrero de 2026",
    "pt": "1 de fevereiro de 2026",
    "ro": "1 februarie 2026",
    "bg": "1 февруари 2026",
    "ar": "1 فبراير 2026",
    "zh-hans": "2026年2月1日",
}
WHEN = {"fr": " 08:05", "es": " a las 08:05", "pt": " às 08:05", "ar": "، 08:05", "zh-hans": " 08:05"}
DAY_OF_MONTH = {
    "fr": "1er février",
    "en": "1 February",
    "es": "1 de febrero",
    "pt": "1 de fevereiro",
    "ro": "1 februarie",
    "bg": "1 февруари",
    "ar": "1 فبراير",
    "zh-hans": "2月1日",
}


@pytest.fixture(params=[code for code, _name in settings.LANGUAGES])
def language(request):
    with translation.override(request.param):
        yield request.param


def test_day_is_written_in_full_as_the_language_writes_it(language):
    moment = datetime(2026, 2, 1, 7, 5, tzinfo=UTC)

    assert date_format(DAY, "DATE_FORMAT") == IN_FULL[language]
    assert date_format(DAY, "MONTH_DAY_FORMAT") == DAY_OF_MONTH[language]
    assert shown("{{ at|date:'DATETIME_FORMAT' }}", at=moment) == IN_FULL[language] + WHEN.get(language, ", 08:05")


def test_fact_has_its_date_as_templates_write_it(language):
    assert dates.written(DAY, language) == IN_FULL[language] + ("\u202fг." if language == "bg" else "")


def test_names_of_months_and_days_begin_with_a_capital_in_english_alone(language):
    names = [shown("{{ day|date:'F E M l' }}", day=date(2026, month, month)) for month in range(1, 13)]

    assert [name for name in names if name != name.lower()] == (names if language == "en" else [])


def test_only_the_first_of_a_month_has_an_ordinal():
    with translation.override("fr"):
        assert [date_format(date(2026, 8, day), "DATE_FORMAT") for day in (1, 2, 11, 21)] == [
            "1er août 2026",
            "2 août 2026",
            "11 août 2026",
            "21 août 2026",
        ]
    assert dates.written(date(2026, 8, 11), "fr") == "11 août 2026"


def test_language_without_formats_of_its_own_keeps_what_django_writes():
    with translation.override("cs"):
        assert date_format(DAY, "j. E Y") == "1. února 2026"
        assert date_format(DAY, "jS") == "1st"


def shown(template: str, **values) -> str:
    return Template(template).render(Context(values))
