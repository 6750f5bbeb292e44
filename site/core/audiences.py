"""For whom the site speaks, and the voice in which it speaks to each."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    PUBLIC = "public", _("general public")
    BUYERS = "buyers", _("buyers")
    OUTREACH = "outreach", _("people in prostitution")
    YOUNG = "young", _("young people")
    PROFESSIONALS = "professionals", _("parents and professionals")


# They are never led to what is written for buyers, and nothing of their visits is counted by the hour or the place.
SHELTERED = frozenset({Audience.OUTREACH, Audience.YOUNG})


class Voice(models.TextChoices):
    """The look of a page: tokens of colour and tone in `static/css/tokens.css`."""

    PUBLIC = "public", _("calm and factual")
    BUYERS = "buyers", _("direct: the law first")
    OUTREACH = "outreach", _("warm and plain")
    YOUNG = "young", _("direct, short, no lecture")
    PROFESSIONALS = "professionals", _("useful and printable")
