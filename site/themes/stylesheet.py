"""The stylesheet of a theme. Its address says what it describes, so nothing is looked up, and a draft has one too.

It ends with a digest of the text: another version of the site, which writes it otherwise, has another address.
"""

import re
from hashlib import sha256
from urllib.parse import unquote

from django.templatetags.static import static
from django.urls import reverse

from themes.models import Face, Motion, Palette, Theme

COLOURS = ("ground", "ink", "accent", "night_ground", "night_ink", "night_accent")
NAME = re.compile(r"([0-9a-f]{36})-([a-z]+)-([a-z]+)-([0-9a-f]{8})")
# By script, so that a reader loads the one that the statement is written in; Chinese has the heaviest of the reader's own.
FILES = {
    "fonts/poster-latin.woff2": "U+0-24F,U+1E00-1EFF,U+2000-206F,U+20AC,U+2122",
    "fonts/poster-cyrillic.woff2": "U+400-52F",
    "fonts/poster-arabic.woff2": "U+600-6FF,U+750-77F,U+FB50-FDFF,U+FE70-FEFF",
}


def address(theme: Theme) -> str:
    colours = "".join(getattr(theme, name).removeprefix("#") for name in COLOURS)
    return reverse("theme", args=[f"{colours}-{theme.face}-{theme.motion}-{digest(css(theme))}"])


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]


def read(name: str) -> tuple[Theme, str] | None:
    """The theme that an address describes, and the digest of the text that was meant; None for any other words."""
    found = NAME.fullmatch(unquote(name))
    if not found or found[2] not in Face or found[3] not in Motion:
        return None
    said = {field: f"#{found[1][at * 6 : at * 6 + 6]}" for at, field in enumerate(COLOURS)}
    return Theme(face=found[2], motion=found[3], **said), found[4]


def css(theme: Theme) -> str:
    day, night = _meanings(theme.day), _meanings(theme.night)
    said = f".themed{{{day}{_face(theme)}}}.themed.by-night{{{night}}}"
    said += f"@media screen and (prefers-color-scheme:dark){{.themed:not(.by-day){{{night}}}}}"
    return f"@layer tokens{{{said}}}" + (_faces() if theme.face == Face.POSTER else "")


def _meanings(palette: Palette) -> str:
    return "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in palette.as_data().items())


def _face(theme: Theme) -> str:
    return '--display:"Campaign Poster",var(--font);' if theme.face == Face.POSTER else "--display:var(--font);"


def _faces() -> str:
    return "".join(
        f'@font-face{{font-family:"Campaign Poster";font-weight:400 900;font-display:swap;src:url("{static(file)}")format("woff2");unicode-range:{of}}}'
        for file, of in FILES.items()
    )
