"""Days in wagtail-localize's editor, which writes them in English in any language."""

from datetime import datetime
from functools import wraps

from django.utils import timezone
from django.utils.formats import date_format
from wagtail_localize.compat import DATE_FORMAT
from wagtail_localize.models import StringTranslation


def install() -> None:
    StringTranslation.get_comment = _in_the_language(StringTranslation.get_comment)


def _in_the_language(said):
    """When a sentence was translated, by hand or by machine; None of any other."""

    @wraps(said)
    def comment(self: StringTranslation) -> str | None:
        day = date_format(timezone.localtime(self.updated_at), "DATE_FORMAT")
        written = said(self)
        return written and written.replace(self.updated_at.strftime(DATE_FORMAT), day)

    return comment


def in_the_language(day: str | None) -> str | None:
    """A day as the library wrote it."""
    return date_format(datetime.strptime(day, "%d %B %Y"), "DATE_FORMAT") if day else day  # noqa: DTZ007 (a day, no moment)
