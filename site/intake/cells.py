"""What cells hold, whatever they mean."""

import re
from datetime import date, datetime

from django.utils.translation import gettext as _

from core.words.spreadsheets import FORMULA

# Accents that were read in the wrong encoding, and the sign that stands where one was lost.
DAMAGED = re.compile(
    "\ufffd|[ÃÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122]|â€"
)


def formula(cell: str) -> str:
    """Why a cell that a spreadsheet would compute is not taken; nothing where it would not."""
    if cell.lstrip(" ").startswith(FORMULA) or cell.lstrip().startswith(FORMULA):
        return _("It begins with = + - @ or a tab, which a spreadsheet takes for a formula: write it in another way.")
    return ""


def damaged(cell: str) -> str:
    """Why a cell is not taken that lost its accents on the way; nothing where it did not."""
    if DAMAGED.search(cell):
        return _(
            "Its accents are damaged: open the original file, and save it as “CSV UTF-8” without opening it between."
        )
    return ""


def day(text: str, *written: str) -> date | None:
    """A day that is written in one of these ways."""
    for one in written:
        try:
            return datetime.strptime(text, one).date()  # noqa: DTZ007 (a day, no moment)
        except ValueError:
            continue
    return None
