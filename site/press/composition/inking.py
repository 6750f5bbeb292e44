"""What a sheet's colours become on an office's printer: little ink on white paper, or grey alone."""

from dataclasses import replace
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.look import colours
from core.look.palette import Palette
from press.content import Content


class Ink(Enum):
    COLOUR = "colour"
    SPARE = "spare"
    GREY = "grey"

    @property
    def label(self) -> Promise:
        return {"colour": _("in colour"), "spare": _("saving ink"), "grey": _("for a grey printer")}[self.value]


def pictured(content: Content, ink: Ink) -> Content:
    """With its picture for this printer: in grey, or none where ink is spared."""
    look = content.look
    if look is None or look.photo is None or ink is Ink.COLOUR:
        return content
    photo = replace(look.photo, is_grey=True) if ink is Ink.GREY else None
    return replace(content, look=replace(look, photo=photo))


def inked(data: dict[str, Any], ink: Ink) -> dict[str, Any]:
    """The data of a sheet for this printer; a drawn object follows its colours.

    In grey each colour keeps its luminance, and with it each pair its contrast (WCAG 2.2, relative luminance).
    """
    if ink is Ink.COLOUR:
        return data
    before = data["colours"]
    after = _spare(before) if ink is Ink.SPARE else {name: _grey(colour) for name, colour in before.items()}
    # On white paper an object is outlined; else it is the ground's colour on a band of ink.
    drawn_in = after["ink"] if ink is Ink.SPARE else after["ground"]
    drawn = {"drawn": data["drawn"].replace(before["ground"], drawn_in)} if "drawn" in data else {}
    return data | drawn | {"colours": after, "outlined": ink is Ink.SPARE}


def _spare(colour: dict[str, str]) -> dict[str, str]:
    """Black on white; of the colours of the campaign the one that is seen best stays, as dark as text must be."""
    mark = colour["mark"] if colours.contrast(colour["mark"], colours.WHITE) > colours.CONTROL else colour["accent"]
    dark = colours.nearest(mark, colours.WHITE, colours.TEXT)
    return Palette.of(colours.WHITE, colours.BLACK, dark or colours.BLACK).as_data() | {"panel": colours.WHITE}


def _grey(colour: str) -> str:
    luminance = colours.luminance(colour)
    share = luminance * 12.92 if luminance <= 0.0031308 else 1.055 * luminance ** (1 / 2.4) - 0.055
    return "#" + f"{round(share * 255):02x}" * 3
