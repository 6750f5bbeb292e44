"""The fonts of the sheets: installed as packages, the same on every machine, none of the system's own."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import fontpkg_amiri
import fontpkg_archivo
import fontpkg_cairo
import fontpkg_noto_sans
import fontpkg_roboto_condensed
import manimgx_fonts_cjk
import typst
from django.utils.translation import get_language_info, ngettext

from press.composition import charmap
from press.content import PressError


@dataclass(frozen=True)
class Family:
    """A family as Typst names it; `sample` is the file, and the face in it, whose characters all its weights have."""

    name: str
    folder: Path
    sample: str
    face: int = 0


LATIN = Family("Noto Sans", fontpkg_noto_sans.ROOT, "files/NotoSans[wdth,wght].ttf")
# Its figures and its Latin letters are of the same hand as its Arabic: a line that mixes them is one.
ARABIC = Family("Cairo", fontpkg_cairo.ROOT, "files/Cairo[slnt,wght].ttf")
NASKH = Family("Amiri", fontpkg_amiri.ROOT, "files/Amiri-Bold.ttf")  # has the signs that the other lacks
# What a theme sets its statement in: heavy and narrow. Chinese has it in the heaviest of its own.
POSTER = Family("Archivo", fontpkg_archivo.ROOT, "files/Archivo[wdth,wght].ttf")
POSTER_CYRILLIC = Family(
    "Roboto", fontpkg_roboto_condensed.ROOT, "files/RobotoCondensed[wght].ttf"
)  # Typst reads "Condensed" as its width
CHINESE = Family("Noto Sans CJK SC", Path(manimgx_fonts_cjk.__file__).parent, "NotoSansCJK-VF.otf.ttc", 2)

FIRST = {"arabic": ARABIC, "chinese": CHINESE}
# Control characters that shape the text and are seen by nobody (general category Cf), and the spaces.
UNSEEN = {"Cf", "Zs", "Zl", "Zp"}
SHAPED = "\n\t\ufe0e\ufe0f"  # breaks, and what asks for the plain or the coloured shape of a character


def script(language: str) -> str:
    """`arabic`, `chinese` or `latin`, which stands for Cyrillic and Greek too: they share proportions and fonts."""
    if get_language_info(language)["bidi"]:
        return "arabic"
    return "chinese" if language.partition("-")[0] == "zh" else "latin"


def families(language: str) -> list[Family]:
    """In the order in which they are tried. All of them: a sheet may name another language in its own script."""
    first = FIRST.get(script(language), LATIN)
    return [first, *(family for family in (LATIN, ARABIC, NASKH, CHINESE) if family is not first)]


def display(language: str) -> list[str]:
    """The families of a statement, in the order in which they are tried: what one lacks, the next has."""
    first = [FIRST[script(language)]] if script(language) in FIRST else []
    return [family.name for family in (*first, POSTER, POSTER_CYRILLIC, *families(language))]


def missing_glyphs(text: str, language: str) -> str:
    """The characters of the text that no font of the language can show, each once, in their order."""
    maps = [_characters(family) for family in families(language)]
    shown = (one for one in dict.fromkeys(text) if one not in SHAPED and unicodedata.category(one) not in UNSEEN)
    return "".join(one for one in shown if not any(one in known for known in maps))


def check(text: str, language: str) -> None:
    """PressError names the characters that would be printed as empty boxes."""
    if missing := missing_glyphs(text, language):
        message = ngettext(
            "No font can show %(count)d character of the text: %(characters)s Take it out, or write it in words.",
            "No font can show %(count)d characters of the text: %(characters)s Take them out, or write them in words.",
            len(missing),
        )
        named = ", ".join(f"{one} (U+{ord(one):04X})" if one.isprintable() else f"U+{ord(one):04X}" for one in missing)
        raise PressError(message % {"count": len(missing), "characters": f"{named}."})


@cache
def loaded() -> typst.Fonts:
    """What Typst sets in; read once a process."""
    folders = [str(family.folder) for family in (LATIN, ARABIC, NASKH, CHINESE, POSTER, POSTER_CYRILLIC)]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@cache
def _characters(family: Family) -> charmap.Charmap:
    return charmap.read(family.folder / family.sample, family.face)
