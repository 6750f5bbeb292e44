"""How a number is written for readers, alike in templates, programs, facts, charts, print and documents.

Each language's marks are in its formats (`config/formats/`). Arabic has a rule that neither Django nor Babel can follow: readers
in Algeria, Morocco and Tunisia take a comma for decimals, others a point, so that none of the two ever tells thousands
apart. A no-break space does, from as many digits on as `GROUPED_DIGITS` of the formats says; below that nothing does.
"""

import re
from decimal import Decimal
from functools import wraps

from django.utils import numberformat, translation
from django.utils.formats import get_format, number_format

OF_BABEL = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")  # as it writes Arabic figures


def written(number: int | float | Decimal, decimals: int | None = None) -> str:
    """In the active language, thousands told apart; `decimals` beyond are cut, not rounded."""
    return number_format(number, decimals, force_grouping=True)


def respelled(text: str, language: str) -> str:
    """What Babel wrote with a number in it, where the language has its own rule."""
    with translation.override(language):
        if not _grouped_digits():
            return text
        return OF_BABEL.sub(lambda figures: written(Decimal(figures[0].replace(",", ""))), text)


def follow_the_language() -> None:
    """Teach Django, through which all templates and programs write their numbers."""
    numberformat.format = _grouping_longer_ones(numberformat.format)


def _grouped_digits() -> int:
    """From how many digits on thousands are told apart; 0 where a language says nothing of it."""
    digits = get_format("GROUPED_DIGITS")
    return digits if isinstance(digits, int) else 0


def _grouping_longer_ones(write):
    @wraps(write)
    def written_with(number, decimal_sep, decimal_pos=None, grouping=0, thousand_sep="", **options):
        if grouping and (least := _grouped_digits()):
            plain = str(write(number, decimal_sep, decimal_pos, **options)).lstrip("-").partition(decimal_sep)[0]
            grouping = grouping if len(plain) >= least else 0
        return write(number, decimal_sep, decimal_pos, grouping, thousand_sep, **options)

    return written_with
