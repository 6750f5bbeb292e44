"""By what kits are chosen beside what they say of themselves, and in which order they stand."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

RECENTLY = timedelta(days=90)


class Duration(models.TextChoices):
    HOUR = "1h", _("up to 1 hour")
    TWO_HOURS = "2h", _("1 to 2 hours")
    FOUR_HOURS = "4h", _("2 to 4 hours")
    MORE = "more", _("more than 4 hours")

    @classmethod
    def of(cls, minutes: int) -> str:
        """The band of a number of minutes; its upper end belongs to it."""
        return next((band for most, band in cls.ends() if minutes <= most), cls.MORE.value)

    @classmethod
    def ends(cls) -> list[tuple[int, str]]:
        """Of each band that ends, in minutes; the shortest first."""
        return [(60, cls.HOUR.value), (120, cls.TWO_HOURS.value), (240, cls.FOUR_HOURS.value)]


class Recent(models.TextChoices):
    """In the last 90 days."""

    NEW = "new", _("new")
    UPDATED = "updated", _("updated")


class Sort(models.TextChoices):
    NEWEST = "newest", _("newest first")
    SHORTEST = "shortest", _("shortest first")
    TITLE = "title", _("by title")
