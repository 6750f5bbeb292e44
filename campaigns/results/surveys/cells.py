"""What the cells of a survey's file mean. What could be read in two ways is refused, never guessed."""

import re
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from core.editor.calendar import day_of
from core.words import plain_text
from intake.cells import damaged, day, formula
from intake.names import plain
from intake.problems import CellError
from intake.tables import Cell

PRE, POST = "pre", "post"
WAVES = dict.fromkeys(("pre", "avant", "before"), PRE) | dict.fromkeys(("post", "apres", "after"), POST)
WHOLE = {"", "all", "total", "whole", "ensemble", "tous", "toutes"}
DAYS = ("%Y-%m-%d", "%d/%m/%Y")
MOST_TEXT, MOST_BASE = 300, 10_000_000
MOST_EFFECT = 20
EXAMPLE = re.compile(r"ex[ae]mple\b", re.IGNORECASE)
SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3})")


def read(column: str, cell: Cell) -> str | int | None:
    """The meaning of a cell; shares and effects are text that a Decimal reads. Raises CellError with the remedy."""
    if isinstance(cell, str):
        cell = " ".join(cell.split())
    match column:
        case "question" | "answer":
            return _words(cell) or _missing()
        case "group":
            return "" if plain(str(cell)) in WHOLE else _words(cell)
        case "wave":
            return _wave(str(cell))
        case "count":
            return None if cell == "" else _whole_number(cell)
        case "base":
            return _base(cell)
        case "share":
            return None if cell == "" else _share(cell)
        case _:
            return None if cell == "" else _effect(cell)


def _missing() -> str:
    raise CellError(_("It is empty."))


def _words(cell: Cell) -> str:
    text = str(cell)
    if reason := formula(text) or damaged(text) or plain_text.unseen(text):
        raise CellError(reason)
    if EXAMPLE.match(text):
        raise CellError(_("This is the example of the file to fill in: remove the line."))
    if len(text) > MOST_TEXT:
        raise CellError(_("It is longer than %(number)d characters.") % {"number": MOST_TEXT})
    return text


def _wave(cell: str) -> str:
    if known := WAVES.get(plain(cell)):
        return known
    found = day(cell, *DAYS)
    if found is None:
        reason = _("“%(cell)s” is no wave: write pre, post, or a day such as 2026-03-31.")
        raise CellError(reason % {"cell": cell[:40]})
    if found > day_of(timezone.now()):
        raise CellError(_("This day is still to come."))
    return found.isoformat()


def _number(cell: Cell) -> Decimal:
    text = SPACES.sub("", str(cell)).removesuffix("%").strip().replace(",", ".")
    if not re.fullmatch(r"[-−]?\d+(\.\d+)?", text, re.ASCII):
        raise CellError(_("“%(cell)s” is not a number.") % {"cell": str(cell)[:40]})
    found = Decimal(text.replace("−", "-"))
    if found < 0:
        raise CellError(_("%(cell)s is negative: no survey counts fewer than nobody.") % {"cell": str(cell)[:40]})
    return found


def _whole_number(cell: Cell) -> int:
    if isinstance(cell, str) and re.search(r"\d[.,]\d{3}$", cell):
        reason = _("“%(cell)s” can be read in two ways: write whole numbers without a mark between their digits.")
        raise CellError(reason % {"cell": cell[:40]})
    found = _number(cell)
    if found != found.to_integral_value() or found > MOST_BASE:
        raise CellError(_("“%(cell)s” is no whole number of answers.") % {"cell": str(cell)[:40]})
    return int(found)


def _base(cell: Cell) -> int:
    if cell == "" or not (found := _whole_number(cell)):
        raise CellError(
            _("The base n is missing: how many answered this question, in this group and wave, unweighted?")
        )
    return found


def _share(cell: Cell) -> str:
    found = _number(cell)
    if found > 100:
        raise CellError(_("%(cell)s is more than 100 per cent.") % {"cell": str(cell)[:40]})
    return f"{found:f}"


def _effect(cell: Cell) -> str:
    found = _number(cell)
    if not 1 <= found <= MOST_EFFECT:
        raise CellError(_("A design effect lies between 1 and %(most)d.") % {"most": MOST_EFFECT})
    return f"{found:f}"
