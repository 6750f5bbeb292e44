"""The words by which educators look for a kit."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from country.schooling import CLASSES


class Adults(models.TextChoices):
    """With whom a kit is used beside the classes of a school."""

    ADULTS = "adults", _("adult groups")
    SOCIAL = "social", _("professionals: social work")
    HEALTH = "health", _("professionals: health")
    POLICE = "police", _("professionals: police")
    HOTELS = "hotels", _("professionals: hotels")


# Of the pupils, in years: what LRMI calls typicalAgeRange; of adults it is told by nobody.
AGES = {code: ages for code, (_name, ages) in CLASSES.items()}


LEVELS: dict[str, str | Promise] = {code: name for code, (name, _ages) in CLASSES.items()} | dict(Adults.choices)


def level_name(level: str) -> str:
    return str(LEVELS[level])


class Theme(models.TextChoices):
    CONSENT = "consent", _("consent and respect")
    IMAGES = "images", _("images and networks")
    GRIP = "grip", _("being taken in, and pressure")
    LAW = "law", _("the law")
    STEREOTYPES = "stereotypes", _("stereotypes and equality")
    HELP = "help", _("finding help")
    SPOTTING = "spotting", _("spotting and referring")


class Grouping(models.TextChoices):
    """How the group works during an activity."""

    WHOLE = "whole", _("whole group")
    SMALL = "small", _("small groups")
    PAIRS = "pairs", _("in pairs")
    ALONE = "alone", _("each alone")


class Format(models.TextChoices):
    """In which form a kit, or a part of it, is had."""

    PDF = "pdf", _("PDF, to print")
    ODT = "odt", _("ODT, to edit")
    DOCX = "docx", _("DOCX, to edit")
    PPTX = "pptx", _("PPTX, slides")
    VIDEO = "video", _("video")
    AUDIO = "audio", _("sound")
    ZIP = "zip", _("ZIP, all of it")


def duration(minutes: int) -> str:
    """As it is read at a glance: 55 min, 1 h, 1 h 30 min."""
    said = {"hours": minutes // 60, "minutes": minutes % 60}
    if minutes < 60:
        return gettext("%(minutes)d min") % said
    return (gettext("%(hours)d h %(minutes)d min") if said["minutes"] else gettext("%(hours)d h")) % said
