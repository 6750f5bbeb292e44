"""The value of a fact: one value for all languages, parsed strictly and written as each language writes it.

A value is kept as canonical text: "1500", "7000..10000" for a range, "2016-04-13" for a date. Units are closed, so that
each language can be given its own form by CLDR (https://cldr.unicode.org/), plural included.
"""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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


CLDR_NAMES = {"en": "en-GB", "pt": "pt-PT"}  # dates and amounts as Europe writes them
TIME_UNITS = {
    Unit.YEAR: "duration-year",
    Unit.MONTH: "duration-month",
    Unit.DAY: "duration-day",
    Unit.HOUR: "duration-hour",
}


@dataclass(frozen=True)
class Value:
    """A number or a date of a unit; `high` differs from `low` for a range."""

    low: Decimal | datetime.date
    high: Decimal | datetime.date
    unit: Unit

    def canonical(self) -> str:
        """The text that is stored."""
        low, high = _canonical(self.low), _canonical(self.high)
        return low if low == high else f"{low}..{high}"

    def written(self, language: str) -> str:
        """As the language writes it: 1 500 € in French, €1,500 in English, 5 سنوات in Arabic."""
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
    read = _date if unit == Unit.DATE else _number
    low, _range, high = RANGE.sub("..", text).partition("..") if unit != Unit.DATE else text.partition("..")
    value = Value(read(low), read(high or low), unit)
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


def _date(text: str) -> datetime.date:
    text = text.strip()
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.datetime.strptime(text, pattern).date()  # noqa: DTZ007 (a date has no zone)
        except ValueError:
            continue
    raise ValueError(_("“%(text)s” is no date: write it as 2016-04-13 or 13/04/2016.") % {"text": text})


def _canonical(value: Decimal | datetime.date) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else f"{value.normalize():f}"


def _written(value: Decimal | datetime.date, unit: Unit, language: str) -> str:
    locale = Locale.parse(CLDR_NAMES.get(language, language), sep="-")
    if isinstance(value, datetime.date):
        return format_date(value, "long", locale=locale)
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
        return format_percent(value / 100, locale=locale)
    if unit in TIME_UNITS:
        return _duration(value, TIME_UNITS[unit], locale)
    return format_decimal(value, locale=locale)


def _duration(value: Decimal, unit: str, locale: Locale) -> str:
    """CLDR leaves the long form out where it equals the short one, and Babel does not look for it there."""
    long, short = (format_unit(value, unit, length, locale=locale) for length in ("long", "short"))
    return short if unit in long else long


def _whole_currency(locale: Locale) -> str:
    """The locale's currency pattern without decimals: a fine is €1,500, not €1,500.00."""
    return re.sub(r"\.0+", "", locale.currency_formats["standard"].pattern)
