"""How a note writes numbers, sums, days and names, and how its lines are marked."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import date_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from campaigns.results.figures.counted import Figure
from core.words import languages, numbers

# What begins the line with the name of a campaign, and that of an item.
NAME, ITEM = "## ", "- "


def whole(n: int | float | Decimal) -> str:
    return numbers.written(round(n))


def euros(amount: Decimal) -> str:
    """Cents are told of small amounts alone; half a unit is rounded up."""
    decimals = 2 if amount < 100 else 0
    rounded = Decimal(amount).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return _("%(amount)s €") % {"amount": numbers.written(rounded, decimals)}


def day(of: date) -> str:
    return date_format(of, "DATE_FORMAT")


def language(code: str) -> str:
    """Its name in the language of the note."""
    return str(get_language_info(code)["name_translated"]) if code in languages.codes() else code


def listed(parts: Sequence[str]) -> str:
    return _("; ").join(parts)


def counted(figure: Figure) -> str:
    return _("%(name)s: %(number)s") % {"name": figure.label, "number": whole(figure.value + figure.corrected)}


def ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
