"""Paper speaks in the colours of the site."""

import re
from pathlib import Path

import pytest

from core.audiences import Voice
from press.voices import PALETTES, palette

CSS = Path(__file__).resolve().parents[2] / "static/css"
NAMES = ("ground", "panel", "ink", "muted", "line", "accent", "on_accent", "mark")


def declared(text: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9-]+): ([^;]+);", text))


@pytest.mark.parametrize("voice", Voice.values)
def test_palette_is_the_voice_s_by_day(voice):
    raw = declared((CSS / "tokens.css").read_text())
    by_day = (CSS / "voices.css").read_text().split("@media")[0]
    block = declared(re.search(rf"\.voice-{voice} \{{(.*?)\}}", by_day, re.DOTALL)[1])
    values = {name: block[name.replace("_", "-")] for name in NAMES}

    resolved = {name: raw[value[6:-1]] if value.startswith("var(--") else value for name, value in values.items()}

    assert palette(voice).as_data() == resolved


def test_unknown_voice_speaks_as_to_the_general_public():
    assert palette("") == PALETTES["public"]
