"""Sentences that are kept, and read later in the language of whoever reads them then.

A check says `_("“%(page)s” is a draft.") % {…}` with `phrase` and `phrases` in the place of `gettext` and `ngettext`.
"""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import (
    gettext as translated,
)  # names that the catalogues do not look for: no sentence stands here
from django.utils.translation import ngettext as translated_number

Made = dict[str, Any]  # what can be kept as JSON


class Phrase(str):
    """The sentence in the language that is spoken now; `made_of` says it `again` in another."""

    made_of: Made

    def __new__(cls, text: str, made_of: Made | None = None):
        made = super().__new__(cls, text)
        made.made_of = made_of or {}
        return made

    def __mod__(self, values: dict[str, Any]) -> "Phrase":
        return Phrase(
            super().__mod__(values), self.made_of | {"values": {key: _kept(one) for key, one in values.items()}}
        )


def phrase(text: str) -> Phrase:
    return Phrase(translated(text), {"id": text})


def phrases(one: str, many: str, count: int) -> Phrase:
    return Phrase(translated_number(one, many, count), {"id": one, "many": many, "count": count})


def day(value: date, form: str = "DATE_FORMAT") -> Phrase:
    """A day, or a moment by the site's clock, as each language writes it; `form` is a format of Django's."""
    shown = timezone.localtime(value) if isinstance(value, datetime) else value
    return Phrase(date_format(shown, form), {"day": shown.isoformat(), "form": form})


def again(made_of: Made) -> str:
    if "day" in made_of:
        kept = made_of["day"]
        return date_format(parse_datetime(kept) if "T" in kept else parse_date(kept), made_of["form"])
    text = (
        translated_number(made_of["id"], made_of["many"], made_of["count"])
        if "many" in made_of
        else translated(made_of["id"])
    )
    if "values" not in made_of:
        return text
    return text % {key: again(one) if isinstance(one, dict) else one for key, one in made_of["values"].items()}


def _kept(value: Any) -> Any:
    if isinstance(value, Phrase) and value.made_of:
        return value.made_of
    return value if isinstance(value, int) else str(value)
