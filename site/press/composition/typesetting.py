"""Typst, held to what a sheet may be: our own templates, our own fonts, plain data, the same bytes for the same words."""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import typst
from django.utils.translation import gettext as _

from core.words.typography import setting
from press.composition import fonts
from press.content import PressError

TEMPLATES = Path(__file__).parent / "typst"
SCREEN = 72  # pixels to the inch at which a point is one
NOWHERE = "/nonexistent"  # no package is ever imported, so none is looked for
NO_WORDS = {"code", "drawn", "crops"}  # pictures, whose paths have numbers and spaces
TOO_LONG = re.compile(r"too long: (\w+)")

# One for the process: a compiler cannot serve two threads at once, and each keeps its own memory. Typst itself uses all cores.
_lock = Lock()
_compilers: list[typst.Compiler] = []


def typeset(template: str, data: dict[str, Any], form: str, ppi: float = SCREEN, *, first: bool = False) -> bytes:
    """A template of this folder filled with data, as `pdf` (tagged, PDF/UA-1), `png` (a pixel for each point) or `svg`.

    `first` takes the first of several pages.

    Raises PressError where words do not fit; anything else that Typst says, be it a warning, is a fault of ours.
    """
    of_text = setting(data["lang"]) if "lang" in data else None
    words = _spaced(data, of_text) if of_text else data
    with _lock:
        try:
            made, warnings = _compiler().compile_with_warnings(
                input=TEMPLATES / f"{template}.typ",
                format=form,
                ppi=ppi if form == "png" else None,
                sys_inputs={"data": json.dumps(words, ensure_ascii=False)},
                pdf_standards=["ua-1"] if form == "pdf" else [],
                timestamp=0,
            )
        except typst.TypstError as error:
            raise _explained(error) from error
    if warnings:
        raise RuntimeError(f"{template}: {'; '.join(warning.message for warning in warnings)}")
    if isinstance(made, list) and first:
        return made[0]
    if isinstance(made, list):
        raise _too_long("sheet")
    return made


def typeset_to_fit(template: str, data: dict[str, Any], form: str, units: Sequence[float], **how: Any) -> bytes:
    """The same at the first of these units at which everything fits; PressError says what does not at the last."""
    for unit in units[:-1]:
        try:
            return typeset(template, data | {"unit": unit}, form, **how)
        except PressError:
            continue
    return typeset(template, data | {"unit": units[-1]}, form, **how)


def _spaced(part: Any, of_text: Callable[[str], str]) -> Any:
    """Words with the spaces of their language."""
    if isinstance(part, str):
        return of_text(part)
    if isinstance(part, dict):
        return {name: value if name in NO_WORDS else _spaced(value, of_text) for name, value in part.items()}
    return [_spaced(one, of_text) for one in part] if isinstance(part, list | tuple) else part


def _compiler() -> typst.Compiler:
    if not _compilers:
        _compilers.append(
            typst.Compiler(
                root=TEMPLATES,
                font_paths=fonts.loaded(),
                ignore_system_fonts=True,
                package_path=NOWHERE,
                package_cache_path=NOWHERE,
            )
        )
    return _compilers[0]


def _explained(error: typst.TypstError) -> Exception:
    match = TOO_LONG.search(error.message)
    return _too_long(match[1]) if match else RuntimeError(error.diagnostic or error.message)


def _too_long(what: str) -> PressError:
    messages = {
        "statement": _("The statement is too long for this format, even in its smallest letters: shorten it."),
        "lead": _("The lead is too long for this format, even in its smallest letters: shorten it."),
        "says": _("What the object says is too long for this format: shorten it on the page."),
        "value": _("The value of a fact is too long for this format: write it shorter."),
        "address": _("A number or an address is too long to be printed on one line: use a short one."),
        "card": _(
            "There is too much on this card, even in its smallest letters: choose fewer helplines, or shorten their names."
        ),
        "title": _("This title is too long for the card: write it shorter."),
        "other_title": _("This title is too long for the card: write it shorter."),
        "number": _(
            "A number is too long to stand beside its name: write it without a country’s code, or leave it out."
        ),
        "sheet": _("There is too much on this sheet: leave out a fact or a helpline, or shorten their words."),
    }
    return PressError(messages[what], about=what)
