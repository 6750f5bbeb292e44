"""What a cell of the plan holds: sums, numbers and moments, read as people and spreadsheets write them."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import get_format
from django.utils.translation import gettext as _

from core.editor.calendar import day_of, last_day_of, midnight

# No sum has three decimals: what three digits follow is a thousand. `static/js/admin/plan_grid.js` reads alike.
GROUPED = re.compile(r"(-?[1-9]\d{0,2}(?:([.,])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d{1,2}))?", re.ASCII)
SIMPLE = re.compile(r"(-?\d+)(?:[.,](\d{1,2}))?", re.ASCII)
ASIDE = re.compile(r"[\s’'€]|EUR", re.IGNORECASE)
ENDING = re.compile(r"(.+?)[\sT]\s*24:00(?::00)?", re.ASCII)
DAY = timedelta(days=1)


def day_as_written(day: date) -> str:
    """As the fields of the admin show it, in the language of whoever reads; what is shown is read, too."""
    return day.strftime(get_format("DATE_INPUT_FORMATS")[0])


def example() -> str:
    """The last afternoon of this year."""
    return f"{day_as_written(date(timezone.localdate().year, 12, 31))} 18:30"


def number(text: str) -> Decimal | None:
    """`12 000,50`, `12,000.50` and `12000.5` alike; None for what is no number."""
    bare = ASIDE.sub("", text).replace("\N{MINUS SIGN}", "-")
    found = GROUPED.fullmatch(bare) or SIMPLE.fullmatch(bare)
    if not found:
        return None
    return Decimal(re.sub(r"[.,]", "", found[1]) + "." + (found.groups()[-1] or "0"))


class Cell:
    """A field that is typed as text; what reads as before is not changed."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = self.prepare_value(initial)
        return typed(before) != typed(data) and super().has_changed(initial, data)


def typed(text: Any) -> str:
    """As a browser sends it, but for the ends of its lines."""
    return str(text if text is not None else "").replace("\r\n", "\n").strip()


class WordsCell(Cell, forms.CharField):
    """A name or a sentence."""


class SumCell(Cell, forms.DecimalField):
    """Euros."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def prepare_value(self, value: Any) -> Any:
        """Without groups of thousands, which a spreadsheet would take for words."""
        if not isinstance(value, Decimal):
            return value
        shown = f"{value:.0f}" if value == value.to_integral_value() else f"{value:.2f}"
        return shown.replace(".", get_format("DECIMAL_SEPARATOR"))

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values or isinstance(value, Decimal):
            return super().to_python(value)
        found = number(value)
        if found is None:
            raise ValidationError(_("This is no sum: write it as 12000 or 12000.50."))
        return super().to_python(found)


class NumberCell(Cell, forms.IntegerField):
    """How many."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return super().to_python(value)
        found = number(value)
        if found is None or found != found.to_integral_value():
            raise ValidationError(_("This is no whole number: write it as 12000."))
        return int(found)


class MomentCell(Cell, forms.DateTimeField):
    """A day with its hour; a day alone begins with it. 24:00 is the midnight at which a day ends."""

    widget = forms.TextInput
    days = timedelta(0)  # from a day that is typed alone to the midnight that it stands for

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, datetime):
            return value
        local = timezone.localtime(value)
        return f"{day_as_written(local.date())} {local:%H:%M}"

    def to_python(self, value: Any) -> datetime | None:
        return super().to_python((self._of_day(value) if isinstance(value, str) else None) or value)

    def _of_day(self, text: str) -> datetime | None:
        """Where a day alone was typed, or its end."""
        ending = ENDING.fullmatch(text.strip())
        try:
            day = forms.DateField().to_python(ending[1] if ending else text)
            return datetime.combine(day + (DAY if ending else self.days), time(0, 0)) if day else None
        except (ValidationError, OverflowError):
            return None


class LastMomentCell(MomentCell):
    """A day alone is the last one: it ends at the midnight after it, and an end at midnight is shown as that day. 24:00 is read, too."""

    days = DAY

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime) and value == midnight(day_of(value)):
            return day_as_written(last_day_of(value))
        return super().prepare_value(value)
