"""The colours of the voices for paper, pictures and themes: those of the stylesheets, where each is written once."""

import re
from dataclasses import fields
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured

from core.audiences import AUDIENCES
from core.look.palette import Palette

COLOUR = re.compile(r"--([a-z0-9-]+): (?:var\(--([a-z0-9-]+)\)|(#[0-9a-f]{6}));")
VOICE = re.compile(r"\.voice-([a-z]+) \{(.*?)\}", re.DOTALL)


def palette(voice: str) -> Palette:
    """An unknown voice speaks as to the general public, as it does on the site."""
    return palettes().get(voice) or palettes()["public"]


@cache
def palettes(by_night: bool = False) -> dict[str, Palette]:
    """{voice: its colours as #rrggbb}. Raises ImproperlyConfigured where a stylesheet leaves one out."""
    raw = {name: colour for name, _of, colour in COLOUR.findall(_written("css/tokens.css"))}
    found = {}
    for stylesheet in dict.fromkeys(["css/voices.css", *(one.stylesheet for one in AUDIENCES.values())]):
        day, _media, night = _written(stylesheet).partition("@media") if stylesheet else ("", "", "")
        found |= {
            voice: _read(f"{stylesheet}: the voice {voice}", block, raw)
            for voice, block in VOICE.findall(night if by_night else day)
        }
    return found


def _written(stylesheet: str) -> str:
    """Raises ImproperlyConfigured where there is no such static file."""
    path = Path(finders.find(stylesheet) or settings.BASE_DIR / "static" / stylesheet)
    if not path.is_file():
        raise ImproperlyConfigured(f"The stylesheet {stylesheet} of a voice is no static file.")
    return path.read_text()


def _read(where: str, block: str, raw: dict[str, str]) -> Palette:
    said = {name.replace("-", "_"): colour or raw.get(of, "") for name, of, colour in COLOUR.findall(block)}
    missing = ["--" + field.name.replace("_", "-") for field in fields(Palette) if not said.get(field.name)]
    if missing:
        raise ImproperlyConfigured(
            f"{where} lacks {', '.join(missing)}: write each colour as #rrggbb, or as var(--name) with a name of css/tokens.css."
        )
    return Palette(**{field.name: said[field.name] for field in fields(Palette)})
