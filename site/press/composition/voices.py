"""The voices' colours on paper and in pictures: those of `static/css/voices.css` by day, where each is written once."""

import re
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path

from django.conf import settings

COLOUR = re.compile(r"--([a-z0-9-]+): (?:var\(--([a-z0-9-]+)\)|(#[0-9a-f]{6}));")
VOICE = re.compile(r"\.voice-([a-z]+) \{(.*?)\}", re.DOTALL)


@dataclass(frozen=True)
class Palette:
    """`ground` carries `ink`; `panel` sets a fact apart; `mark` is what the eye meets first, `accent` what is to be done."""

    ground: str
    panel: str
    ink: str
    muted: str
    line: str
    accent: str
    on_accent: str
    mark: str

    def as_data(self) -> dict[str, str]:
        return asdict(self)


def palette(voice: str) -> Palette:
    """An unknown voice speaks as to the general public, as it does on the site."""
    return palettes().get(voice) or palettes()["public"]


@cache
def palettes() -> dict[str, Palette]:
    """{voice: its colours as #rrggbb}. Raises KeyError where the stylesheet leaves one out."""
    css = Path(settings.BASE_DIR) / "static/css"
    raw = {name: colour for name, _of, colour in COLOUR.findall((css / "tokens.css").read_text())}
    by_day = (css / "voices.css").read_text().partition("@media")[0]
    return {voice: _read(block, raw) for voice, block in VOICE.findall(by_day)}


def _read(block: str, raw: dict[str, str]) -> Palette:
    said = {name.replace("-", "_"): colour or raw[of] for name, of, colour in COLOUR.findall(block)}
    return Palette(**{field.name: said[field.name] for field in fields(Palette)})
