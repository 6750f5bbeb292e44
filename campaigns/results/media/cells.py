"""Days and numbers as platforms write them. What could be read in two ways is refused, never guessed."""

import re
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.results.media.headings import SYMBOLS
from core.editor.calendar import day_of
from core.words import plain_text
from intake import cells
from intake.cells import formula
from intake.problems import CellError
from intake.tables import Cell

DATE_FORMATS = [
    ("%Y-%m-%d", gettext_lazy("2026-03-31 (year, month, day)")),
    ("%d/%m/%Y", gettext_lazy("31/03/2026 (day, month, year)")),
    ("%m/%d/%Y", gettext_lazy("03/31/2026 (month, day, year)")),
    ("%d.%m.%Y", gettext_lazy("31.03.2026 (day, month, year)")),
    ("%d-%m-%Y", gettext_lazy("31-03-2026 (day, month, year)")),
    ("%Y/%m/%d", gettext_lazy("2026/03/31 (year, month, day)")),
    ("%Y%m%d", gettext_lazy("20260331 (year, month, day)")),
    ("%d/%m/%y", gettext_lazy("31/03/26 (day, month, year)")),
    ("%m/%d/%y", gettext_lazy("03/31/26 (month, day, year)")),
    ("%b %d, %Y", gettext_lazy("Mar 31, 2026 (month, day, year)")),
]
ISO = "%Y-%m-%d"
MIDNIGHT = re.compile(r"[ T]00:00(:00)?(\.0+)?Z?$")
NOTHING = {"", "-", "--", "–", "—", "n/a", "na", "nan", "null"}
EARLIEST = date(2000, 1, 1)
MOST_COUNT, MOST_MONEY = 2 * 10**9, Decimal(10) ** 10
CODE = re.compile(r"\b[A-Z]{3}\b")
CENT = Decimal("0.01")


def is_nothing(cell: Cell) -> bool:
    """Platforms write a dash where they have no figure."""
    return isinstance(cell, str) and cell.strip().casefold() in NOTHING


def refuse_unsafe(field: str, cell: Cell) -> None:
    """What no cell may hold, whatever it is for."""
    if isinstance(cell, str) and (reason := formula(cell) or plain_text.unseen(cell)):
        raise CellError(reason, field)


def as_day(cell: Cell, written: str) -> date:
    """A day; ISO is read whatever the format, since it is never ambiguous."""
    if is_nothing(cell):
        raise CellError(_("The day is missing. If this is a total of the platform, remove the line."), "day")
    refuse_unsafe("day", cell)
    day = parsed(str(cell), written, ISO)
    if day is None:
        example = dict(DATE_FORMATS).get(written, written)
        reason = _("“%(cell)s” is not a day written as %(example)s: choose how dates are written, or correct it.")
        raise CellError(reason % {"cell": str(cell)[:40], "example": example}, "day")
    if not EARLIEST <= day <= day_of(timezone.now()):
        reason = _("%(day)s has not come yet, or is long gone: are day and month, or the year, as they should be?")
        raise CellError(reason % {"day": day.isoformat()}, "day")
    return day


def parsed(text: str, *written: str) -> date | None:
    return cells.day(MIDNIGHT.sub("", text.strip()), *written)


def as_count(field: str, cell: Cell, decimal_comma: bool) -> int | None:
    number = _number(field, cell, decimal_comma)
    if number is None:
        return None
    if number != number.to_integral_value():
        reason = _("“%(cell)s” is not a whole number: does the decimal comma have to be chosen, or not?")
        raise CellError(reason % {"cell": str(cell)[:40]}, field)
    if number >= MOST_COUNT:
        raise CellError(_("The number is too large to be true."), field)
    return int(number)


def as_money(field: str, cell: Cell, decimal_comma: bool) -> Decimal | None:
    """Euros, to the cent."""
    if isinstance(cell, str):
        cell = _without_euro(field, cell)
    number = _number(field, cell, decimal_comma)
    if number is not None and number >= MOST_MONEY:
        raise CellError(_("The number is too large to be true."), field)
    return None if number is None else number.quantize(CENT)


def check_currency(field: str, currency: str) -> None:
    """Costs are in euros: what is in another currency cannot be added to them."""
    if currency.strip() and currency.strip() not in ("EUR", "€"):
        reason = _(
            "This is in %(currency)s, and costs are kept in euros: export in EUR from the platform, "
            "or convert the column yourself, at a rate that you can name."
        )
        raise CellError(reason % {"currency": currency.strip()[:10]}, field)


def _without_euro(field: str, cell: str) -> str:
    for symbol, code in SYMBOLS.items():
        if symbol in cell:
            check_currency(field, code)
    for code in CODE.findall(cell):
        check_currency(field, code)
    return cell.replace("€", "").replace("EUR", "").strip()


def _number(field: str, cell: Cell, decimal_comma: bool) -> Decimal | None:
    if is_nothing(cell):
        return None
    if isinstance(cell, int | float):
        return _not_negative(field, cell, Decimal(repr(cell)))
    text = re.sub(r"(?<=\d)[ \u00a0\u202f’'](?=\d{3})", "", cell.strip())
    decimal, thousands = (",", ".") if decimal_comma else (".", ",")
    if re.fullmatch(r"-\d[\d.,]*", text):
        raise _negative(field, cell)
    refuse_unsafe(field, cell)
    if re.fullmatch(rf"\d{{1,3}}\{decimal}\d{{3}}", text):
        reason = _("“%(cell)s” can be read in two ways: does the decimal comma have to be chosen, or not?")
        raise CellError(reason % {"cell": cell[:40]}, field)
    if not re.fullmatch(rf"(\d+|\d{{1,3}}(\{thousands}\d{{3}})+)(\{decimal}\d+)?", text, re.ASCII):
        reason = _("“%(cell)s” is not a number, with the decimal sign that is chosen.")
        raise CellError(reason % {"cell": cell[:40]}, field)
    return Decimal(text.replace(thousands, "").replace(decimal, "."))


def _not_negative(field: str, cell: Cell, number: Decimal) -> Decimal:
    if not number.is_finite():
        raise CellError(_("“%(cell)s” is not a number.") % {"cell": cell}, field)
    if number < 0:
        raise _negative(field, cell)
    return number


def _negative(field: str, cell: Cell) -> CellError:
    reason = _("%(cell)s is negative: what was taken back belongs to the line of its own day. Correct it there.")
    return CellError(reason % {"cell": str(cell)[:40]}, field)
