"""How a date is written for readers, alike in templates, programs, facts, print and documents.

The order is that of the language's formats (`config/formats/`). The names of months and days are CLDR's: Django's begin
with a capital in Portuguese, Romanian and Bulgarian, which those do not. `S`, which Django writes in English alone, is what
the language puts behind a day (`ORDINALS` of its formats): 1er février.
"""

import re
from datetime import date
from typing import override

from babel.dates import format_date
from django.utils import dateformat, translation
from django.utils.formats import get_format

from core.words.languages import cldr


def written(day: date, language: str) -> str:
    """In full, in any language: 1er février 2026."""
    locale = cldr(language) or cldr("en")
    pattern = locale.date_formats["long"].pattern
    with translation.override(language):
        behind = _ordinals().get(day.day)
    return format_date(day, re.sub(r"\bd\b", f"d'{behind}'", pattern) if behind else pattern, locale=locale)


def follow_the_language() -> None:
    """Teach Django, through which all templates and programs write their dates."""
    dateformat.DateFormat = DateFormat


class DateFormat(dateformat.DateFormat):
    """Django's, with names from CLDR where that knows the language."""

    @override
    def F(self):
        return self._name("LLLL") or super().F()

    @override
    def E(self):
        return self._name("MMMM") or super().E()

    @override
    def M(self):
        return self._name("MMM") or super().M()

    @override
    def l(self):  # noqa: E743 (Django's name)
        return self._name("cccc") or super().l()

    @override
    def S(self):
        ordinals = _ordinals()
        return ordinals.get(self.data.day, "") if ordinals else super().S()

    def _name(self, pattern: str) -> str:
        language = translation.get_language()
        locale = cldr(language) if language else None
        return format_date(self.data, pattern, locale=locale) if locale else ""


def _ordinals() -> dict[int, str]:
    """What stands behind the figure of a day before the name of its month."""
    found = get_format("ORDINALS")
    return found if isinstance(found, dict) else {}
