"""Fields of colours, and what is refused of them: a colour that cannot be read on its ground, with the nearest that can."""

from functools import partial
from math import floor
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.look import colours

a_colour = RegexValidator(r"\A#[0-9a-f]{6}\Z", _("A colour such as #ffb627."))
ColourField = partial(models.CharField, max_length=7, validators=[a_colour])


def without_contrast(of: Any, prefix: str, **least: float) -> dict[str, str]:
    """{field: what is wrong with it}: those of its colours named in `least` that have less contrast with its ground.

    What is no colour is told at its field, and keeps nobody from judging the others.
    """
    ground = getattr(of, f"{prefix}ground")
    if not colours.COLOUR.fullmatch(ground):
        return {}
    said = {name: getattr(of, prefix + name) for name in least}
    return {
        prefix + name: refusal(colour, ground, least[name])
        for name, colour in said.items()
        if colours.COLOUR.fullmatch(colour) and colours.contrast(colour, ground) < least[name]
    }


def refusal(colour: str, ground: str, least: float) -> str:
    """Why a colour cannot stand on a ground, and what could."""
    # Never rounded up to what is needed: 6.96 is not 7.
    found = floor(colours.contrast(colour, ground) * 10) / 10
    said = gettext("Too close to the ground: %(found)s to 1, and %(least)s to 1 is needed.") % {
        "found": number_format(found, 1),
        "least": f"{least:g}",
    }
    nearest = colours.nearest(colour, ground, least)
    remedy = (
        gettext("The nearest that can be read there is %(colour)s.") % {"colour": nearest}
        if nearest
        else gettext("Nothing can be read on this ground: take a lighter or a darker one.")
    )
    return f"{said} {remedy}"
