"""How numbers of results are written."""

from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils.translation import get_language_bidi, pgettext

from core.words import numbers

register = template.Library()


@register.filter
def percent(share: float | None) -> str:
    """A share in per cent, with a decimal where it is small or all but reached; a dash where there is none."""
    if share is None:
        return "–"
    number = 100 * share
    decimals = 1 if 0 < abs(number) < 10 or 99 < number < 100 else 0
    rounded = float(Decimal(str(round(number, 9))).quantize(Decimal(10) ** -decimals, ROUND_HALF_UP))
    return pgettext("a share", "%(number)s%%") % {"number": numbers.written(rounded, decimals)}


def _isolated(text: str) -> str:
    """A sign stands before its number, also between words that run from right to left (Unicode TR9: LRI, PDI)."""
    return f"\u2066{text}\u2069" if get_language_bidi() else text


@register.filter
def change(share: float | None) -> str:
    """The same with its sign: how much more or less something is."""
    return _isolated(("+" if share and share > 0 else "") + percent(share).replace("-", "−"))


@register.filter
def signed(number: int) -> str:
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return _isolated(sign + numbers.written(abs(number)))


@register.filter
def foreseen(number: float) -> str:
    """A number that nobody counted: two figures that say something, three from a hundred on; none is more exact than its interval."""
    digits = 2 if number < 100 else 3
    whole = round(number)
    return numbers.written(round(whole, min(0, digits - len(str(whole)))))


@register.filter
def a_day(number: float) -> str:
    """How many come, or are needed, in a day: of less than ten the tenths count."""
    return numbers.written(round(number, 1), 1) if 0 < number < 10 else foreseen(number)


@register.filter
def width(share: float | None) -> str:
    """Of a bar in SVG, in whatever language: never more than all of it."""
    return f"{100 * min(1.0, max(0.0, share or 0)):.2f}%"


@register.filter
def of(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
