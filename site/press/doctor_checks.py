"""Fonts, Typst and films: whether each language can be printed."""

import gettext
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language_info, to_locale

from core.upkeep.doctor import Finding, check, ok, problem
from press.composition import fonts
from press.content import Target
from press.films import encoding
from press.symbols import qr

INSTALL = "Install the packages again: `uv sync --locked`."


@check("fonts")
def every_language_can_be_printed() -> Iterator[Finding]:
    """The words of the interface in each language stand for what is printed in it."""
    wrong = False
    for family in (fonts.LATIN, fonts.ARABIC, fonts.CHINESE):
        if not (family.folder / family.sample).is_file():
            wrong = True
            yield problem(f"The font {family.name} is missing.", INSTALL)
    if wrong:
        return
    for code, _name in settings.LANGUAGES:
        missing = fonts.missing_glyphs(_words(code), code)
        if missing:
            wrong = True
            yield problem(f"No font shows {len(missing)} characters of {code}: {missing[:20]}.", INSTALL)
    if not wrong:
        yield ok(f"The fonts show all of {', '.join(code for code, _name in settings.LANGUAGES)}.")


def _words(code: str) -> str:
    path = Path(settings.LOCALE_PATHS[0]) / to_locale(code) / "LC_MESSAGES" / "django.mo"
    words = get_language_info(code)["name_local"]
    if path.is_file():
        with path.open("rb") as file:
            words += "".join(message for key, message in gettext.GNUTranslations(file)._catalog.items() if key)
    return words


@check("typst")
def typst() -> Finding:
    try:
        made = qr.pdf(Target(settings.BASE_URL, "Typst"), settings.LANGUAGE_CODE)
    except Exception as error:
        return problem(f"Typst makes no PDF: {type(error).__name__}.", INSTALL)
    return ok("Typst makes PDFs.") if made.startswith(b"%PDF") else problem("Typst makes no PDF.", INSTALL)


@check("films")
def films() -> Finding:
    """Films are optional: without what encodes them all else works, and whoever orders one is told."""
    if encoding.missing():
        return ok(f"No films are made here: the package {encoding.PACKAGE} is not installed (`{encoding.INSTALL}`).")
    return ok("Films can be made.")
