"""The themes of the demonstration's campaigns."""

from typing import Any

from themes import drawings
from themes.faces import Face, Motion

# The unsent message: amber, since every other page is dark or white, and the field in the colours turned round.
UNSENT_MESSAGE: dict[str, Any] = {
    "name": "Le message non envoyé",
    "ground": "#ffb627",
    "ink": "#0d0e11",
    "accent": "#0d0e11",
    "night_ground": "#ffb627",
    "night_ink": "#0d0e11",
    "night_accent": "#0d0e11",
    "face": Face.POSTER,
    "drawing": drawings.MESSAGE.name,
    "motion": Motion.TYPING,
}
