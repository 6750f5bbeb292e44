"""What a sheet's colours become on an office's printer: little ink on white paper, or grey alone."""

from dataclasses import replace
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.look import colours
from core.look.palette import Palette
from press.content import Content

LIGHT = 0.8  # luminance of a ground that takes little toner: a tenth of the page


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
    """The data of a sheet for this printer; a drawn object follows its colours, and is outlined: a band of ink is a band of toner."""
    if ink is Ink.COLOUR:
        return data
    before = data["colours"]
    after = _spare(before) if ink is Ink.SPARE else _greys(before)
    drawn = {"drawn": data["drawn"].replace(before["ground"], after["ink"])} if "drawn" in data else {}
    return data | drawn | {"colours": after, "outlined": True}


def _greys(colour: dict[str, str]) -> dict[str, str]:
    """Each colour keeps its luminance, and each pair its contrast (WCAG 2.2, relative luminance); but a ground that is dark, or in
    the middle, would take a page of toner: the words stand on white."""
    shown = colour if colours.luminance(colour["ground"]) >= LIGHT else _spare(colour)
    return {name: _grey(value) for name, value in shown.items()}


def _spare(colour: dict[str, str]) -> dict[str, str]:
    """Black on white; of the colours of the campaign the one that is seen best stays, as dark as text must be."""
    mark = colour["mark"] if colours.contrast(colour["mark"], colours.WHITE) > colours.CONTROL else colour["accent"]
    dark = colours.nearest(mark, colours.WHITE, colours.TEXT)
    return Palette.of(colours.WHITE, colours.BLACK, dark or colours.BLACK).as_data() | {"panel": colours.WHITE}


def _grey(colour: str) -> str:
    luminance = colours.luminance(colour)
    share = luminance * 12.92 if luminance <= 0.0031308 else 1.055 * luminance ** (1 / 2.4) - 0.055
    return "#" + f"{round(share * 255):02x}" * 3
