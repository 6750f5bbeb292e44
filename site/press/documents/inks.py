"""The voices’ colours on white paper, dark enough to be read where the printer knows grey alone."""

from dataclasses import dataclass

from core.look.voices import palette

WHITE = "#ffffff"


@dataclass(frozen=True)
class Inks:
    """`accent` marks titles and the edge of a notice, `panel` lies behind it and behind the header of a table."""

    ink: str
    muted: str
    line: str
    panel: str
    accent: str


def inks(voice: str) -> Inks:
    """A voice that speaks from a dark ground, where its accent is light, prints in the colour of that ground."""
    own = palette(voice)
    if own.on_accent == WHITE:
        return Inks(own.ink, own.muted, own.line, own.panel, own.accent)
    return Inks(own.ground, "#434343", own.line, "#f0f0f0", own.ground)
