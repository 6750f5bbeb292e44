"""Contrast of colours, `#rrggbb` each, as WCAG 2.2 defines it, and the nearest colour that has enough of it.

https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
"""

import re

COLOUR = re.compile(r"#[0-9a-f]{6}")
TEXT, CONTROL = 7.0, 3.0  # the least contrast of what is read (1.4.6), and of what is pressed (1.4.11)
BLACK, WHITE = "#000000", "#ffffff"
STEPS = 40  # between a colour and black or white, where one with more contrast is looked for


def luminance(colour: str) -> float:
    """From 0 (black) to 1 (white)."""
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """`share` of the other in it, from 0 to 1."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def on(ground: str, *preferred: str) -> str:
    """What is written on a ground: the first of the preferred colours that can be read there, or else black or white."""
    return next(
        (one for one in preferred if contrast(one, ground) >= TEXT),
        max(BLACK, WHITE, key=lambda one: contrast(one, ground)),
    )


def nearest(colour: str, ground: str, least: float) -> str:
    """The colour itself, or the nearest to it on the way to black or to white that has the `least` contrast; no colour lacks both ways
    where `least` is 4.5 or less. Empty where there is none.
    """
    ways = ([mix(colour, end, step / STEPS) for end in (BLACK, WHITE)] for step in range(STEPS + 1))
    return next((one for both in ways for one in both if contrast(one, ground) >= least), "")


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue
