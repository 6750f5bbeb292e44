"""In what a statement is set, and what moves in a theme."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Face(TextChoices):
    """Of the statement; all else keeps to the fonts of the reader's own machine."""

    POSTER = "poster", _("poster: heavy and narrow")
    SYSTEM = "system", _("the reader's own: nothing to load")


class Motion(TextChoices):
    """Of the object: once, in five seconds at most, and never where the reader asked for less of it."""

    NONE = "none", _("none")
    TYPING = "typing", _("typing, then nothing is sent")
    OPENING = "opening", _("the object opens, as a door")
    GROWING = "growing", _("a bar grows, as a penalty does")
