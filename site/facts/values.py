"""The value of a fact: one value for all languages, parsed strictly and written as each language writes it.

A value is kept as canonical text: "1500", "7000..10000" for a range, "2016-04-13" for a date, "1999-01" or "2009" where
no more than the month or the year is known. Units are closed, so that each language can be given its own form by CLDR
(https://cldr.unicode.org/), plural included.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale
from babel.dates import format_skeleton
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.words import dates, numbers
from core.words.languages import cldr

NUMBER = re.compile(r"\d{1,12}([.,]\d{1,4})?")
SPACES = re.compile(r"[\s\u00a0\u202f]")
RANGE = re.compile(r"\s*(?:\.\.|–|—|(?<=\d)\s*-|\bà\b|\bto\b)\s*")


class Unit(models.TextChoices):
    """What a value counts."""

    NONE = "", _("no value: the sentence alone")
    NUMBER = "number", _("number")
    EURO = "euro", _("euros")
    PERCENT = "percent", _("per cent")
    YEAR = "year", _("years")
    MONTH = "month", _("months")
    DAY = "day", _("days")
    HOUR = "hour", pgettext_lazy("unit", "hours")
    DATE = "date", _("date")


WHOLE = {"y": 4, "yMMMM": 7}  # how much of an ISO date says a year, and a month
TIME_UNITS = {
    Unit.YEAR: "duration-year",
    Unit.MONTH: "duration-month",
    Unit.DAY: "duration-day",
    Unit.HOUR: "duration-hour",
}


@dataclass(frozen=True)
class Value:
    """A number or a date of a unit; `high` differs from `low` for a range, as for a month or a year whose day is not known."""

    low: Decimal | datetime.date
    high: Decimal | datetime.date
    unit: Unit

    def canonical(self) -> str:
        """The text that is stored."""
        if skeleton := _whole(self.low, self.high):
            return self.low.isoformat()[: WHOLE[skeleton]]
        low, high = _canonical(self.low), _canonical(self.high)
        return low if low == high else f"{low}..{high}"

    def written(self, language: str) -> str:
        """As the language writes it: 1 500 € in French, €1,500 in English, 1500 € in Arabic."""
        if skeleton := _whole(self.low, self.high):
            return format_skeleton(skeleton, self.low, locale=_locale(language))
        low, high = _written(self.low, self.unit, language), _written(self.high, self.unit, language)
        if low == high:
            return low
        first = low if self.unit == Unit.DATE else _written(self.low, Unit.NUMBER, language)
        return f"{first} – {high}"


def parse(text: str, unit: str) -> Value | None:
    """Read what an editor typed; None for an empty text without unit. ValueError says what is wrong with it."""
    text = text.strip()
    unit = Unit(unit)
    if unit == Unit.NONE:
        if text:
            raise ValueError(_("Choose the unit of the value."))
        return None
    if not text:
        raise ValueError(_("Write the value, or choose no unit where the sentence says it all."))
    if unit == Unit.DATE:
        first, _range, last = text.partition("..")
        value = Value(_period(first)[0], _period(last or first)[1], unit)
    else:
        low, _range, high = RANGE.sub("..", text).partition("..")
        value = Value(_number(low), _number(high or low), unit)
    if value.low > value.high:
        raise ValueError(_("The range is the wrong way round: write the smaller value first."))
    if unit == Unit.PERCENT and value.high > 100:
        raise ValueError(_("More than 100 per cent."))
    return value


def _number(text: str) -> Decimal:
    bare = SPACES.sub("", text)
    if not NUMBER.fullmatch(bare):
        raise ValueError(
            _("“%(text)s” is no number: write digits alone, as in 1500 or 7000..10000; the unit is chosen beside it.")
            % {"text": text.strip()}
        )
    return Decimal(bare.replace(",", "."))


def _period(text: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of what was typed: a day, a month or a year."""
    text = text.strip()
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%Y-%m", "%Y"):
        try:
            first = datetime.datetime.strptime(text, pattern).date()  # noqa: DTZ007 (a date has no zone)
        except ValueError:
            continue
        return first, _last_day(first, pattern)
    raise ValueError(_("“%(text)s” is no date: write it as 2016-04-13 or 13/04/2016.") % {"text": text})


def _last_day(first: datetime.date, pattern: str) -> datetime.date:
    if "%d" in pattern:
        return first
    month = first.month if "%m" in pattern else 12
    return datetime.date(first.year, month, calendar.monthrange(first.year, month)[1])


def _whole(low: Decimal | datetime.date, high: Decimal | datetime.date) -> str:
    """CLDR's name for the form of a whole year or month; empty for anything else."""
    if not isinstance(low, datetime.date) or low.day != 1:
        return ""
    if low.month == 1 and high == _last_day(low, "%Y"):
        return "y"
    return "yMMMM" if high == _last_day(low, "%Y-%m") else ""


def _canonical(value: Decimal | datetime.date) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else f"{value.normalize():f}"


def _locale(language: str) -> Locale:
    return cldr(language) or cldr("en")


def _written(value: Decimal | datetime.date, unit: Unit, language: str) -> str:
    if isinstance(value, datetime.date):
        return dates.written(value, language)
    return numbers.respelled(_number_written(value, unit, _locale(language)), language)


def _number_written(value: Decimal, unit: Unit, locale: Locale) -> str:
    if unit == Unit.EURO:
        whole = value == value.to_integral_value()
        return format_currency(
            value,
            "EUR",
            locale=locale,
            currency_digits=not whole,
            format=None if not whole else _whole_currency(locale),
        )
    if unit == Unit.PERCENT:
        return format_percent(value / 100, locale=locale, decimal_quantization=False)
    if unit in TIME_UNITS:
        return _duration(value, TIME_UNITS[unit], locale)
    return format_decimal(value, locale=locale, decimal_quantization=False)


def _duration(value: Decimal, unit: str, locale: Locale) -> str:
    """CLDR leaves the long form out where it equals the short one, and Babel does not look for it there."""
    long, short = (format_unit(value, unit, length, locale=locale) for length in ("long", "short"))
    return short if unit in long else long


def _whole_currency(locale: Locale) -> str:
    """The locale's currency pattern without decimals: a fine is €1,500, not €1,500.00."""
    return re.sub(r"\.0+", "", locale.currency_formats["standard"].pattern)
