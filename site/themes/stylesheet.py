"""The stylesheet of a theme. Its address says what it describes, so nothing is looked up, and a draft has one too.

It ends with a digest of the text: another version of the site, which writes it otherwise, has another address.
"""

import re

from django.templatetags.static import static
from django.urls import reverse

from core.look.palette import Palette
from core.look.stylesheet import digest, meanings
from themes import letters
from themes.faces import Face

NAME = re.compile(r"([0-9a-f]{36})-([a-z]+)-([0-9a-f]{8})")
# By script, so that a reader loads the one that the statement is written in; Chinese has a file a statement (`letters`).
FILES = {
    "fonts/poster-latin.woff2": "U+0-24F,U+1E00-1EFF,U+2000-206F,U+20AC,U+2122",
    "fonts/poster-cyrillic.woff2": "U+400-52F",
    "fonts/poster-arabic.woff2": "U+600-6FF,U+750-77F,U+FB50-FDFF,U+FE70-FEFF",
}

# Until it is there: what most machines have, as narrow as it is (widths measured over statements in French, English, Spanish, Romanian and Bulgarian), so that no line moves.
NEAR = "Arial Bold", "Arial-BoldMT", "Roboto Bold", "Roboto-Bold", "Liberation Sans Bold"
NARROWER = "82%"


def address(day: Palette, night: Palette, face: str) -> str:
    return reverse("theme", args=[f"{described(day, night)}-{face}-{digest(css(day, night, face))}"])


def scope(day: Palette, night: Palette, face: str) -> str:
    """The class of what bears the theme, so that a page can show several."""
    return f"theme-{digest(f'{described(day, night)}-{face}')}"


def described(*palettes: Palette) -> str:
    """The six colours from which all of a theme's follow, in the order in which `palettes` reads them."""
    chosen = (colour for one in palettes for colour in (one.ground, one.ink, one.accent))
    return "".join(colour.removeprefix("#") for colour in chosen)


def read(name: str) -> tuple[str, str] | None:
    """(what an address describes, written as today; the digest of the text that was meant), or None for any other words."""
    found = NAME.fullmatch(name)
    if not found or found[2] not in Face:
        return None
    return css(*palettes(found[1]), found[2]), found[3]


def palettes(colours: str) -> tuple[Palette, Palette] | tuple[()]:
    """By day and by night, of what `described` says; nothing where these are no six colours."""
    if not re.fullmatch(r"[0-9a-f]{36}", colours):
        return ()
    chosen = [f"#{colours[at : at + 6]}" for at in range(0, 36, 6)]
    return Palette.of(*chosen[:3]), Palette.of(*chosen[3:])


def css(day: Palette, night: Palette, face: str) -> str:
    is_poster = face == Face.POSTER
    display = f"--display:{'"Campaign Poster","Campaign Near",' if is_poster else ''}var(--font);--apart:{'.08em' if is_poster else '0'};"
    own = f".{scope(day, night, face)}"
    said = f"{own}{{{meanings(day)}{display}}}{own}.by-night{{{meanings(night)}}}"
    said += f"@media screen and (prefers-color-scheme:dark){{{own}:not(.by-day){{{meanings(night)}}}}}"
    return f"@layer tokens{{{said}}}" + (_faces() if is_poster else "")


def file_for(text: str) -> str:
    """The address of the file in whose script a text is written; empty where the reader's own font writes it."""
    if found := letters.of(text):
        return letters.file(found)
    written = [ord(one) for one in text if one.isalpha()]
    for file, of in FILES.items():
        bounds = [[int(end, 16) for end in part.removeprefix("U+").split("-")] for part in of.split(",")]
        if any(bound[0] <= letter <= bound[-1] for letter in written for bound in bounds):
            return static(file)
    return ""


def _faces() -> str:
    near = ",".join(f'local("{name}")' for name in NEAR)
    return f'@font-face{{font-family:"Campaign Near";font-weight:400 900;size-adjust:{NARROWER};src:{near}}}' + "".join(
        f'@font-face{{font-family:"Campaign Poster";font-weight:400 900;font-display:swap;src:url("{static(file)}")format("woff2");unicode-range:{of}}}'
        for file, of in FILES.items()
    )
