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

# A door, and light behind it: sand and teal, which say nothing to whoever looks over a shoulder.
DOOR: dict[str, Any] = {
    "name": "La porte",
    "ground": "#f8f2e7",
    "ink": "#0a4f4b",
    "accent": "#0a4f4b",
    "night_ground": "#0e1b1a",
    "night_ink": "#f1eadc",
    "night_accent": "#8fdcd3",
    "face": Face.SYSTEM,
    "drawing": drawings.DOOR.name,
    "motion": Motion.OPENING,
}

# A gift with its price on it.
GIFT: dict[str, Any] = {
    "name": "Le cadeau",
    "ground": "#47198f",
    "ink": "#ffffff",
    "accent": "#ffb3a7",
    "night_ground": "#1c0a3d",
    "night_ink": "#cdb4ff",
    "night_accent": "#ffb3a7",
    "face": Face.POSTER,
    "drawing": drawings.GIFT.name,
}

# Words alone, on blue.
REFUSAL: dict[str, Any] = {
    "name": "Le refus",
    "ground": "#123a70",
    "ink": "#ffffff",
    "accent": "#a9ccff",
    "night_ground": "#123a70",
    "night_ink": "#ffffff",
    "night_accent": "#a9ccff",
    "face": Face.POSTER,
}
