"""What the public was told. It is written once and never changed: a count that moved would give small ones away."""

from django.db import models
from django.utils import timezone

from reach.events import Dimension


class ToldPeriod(models.Model):
    """A sealed week of a wave, or of the time outside of any (0); for protected surfaces a month of all of the surface.

    `numbers` holds for each indicator what is told: {"n": a rounded sum, "since": its first day, "total": a rounded sum of
    all that is told until here}, or None where it is told with a later period.
    """

    campaign = models.PositiveBigIntegerField(default=0)
    wave = models.PositiveBigIntegerField(default=0)
    surface = models.CharField(max_length=20, default="", blank=True)
    first = models.DateField()
    last = models.DateField()
    numbers = models.JSONField(default=dict)
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["first"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "wave", "surface", "first"], name="one_telling_of_a_period")
        ]

    def __str__(self):
        return f"{self.surface or self.campaign}/{self.wave} {self.first}"


class ToldParts(models.Model):
    """How an indicator of a wave that is over divides by language or by kind of channel. `parts`: {key: rounded, or None}."""

    campaign = models.PositiveBigIntegerField()
    wave = models.PositiveBigIntegerField(default=0)
    dimension = models.CharField(max_length=8, choices=Dimension)
    indicator = models.CharField(max_length=16)
    until = models.DateField()  # the last day that is in it
    parts = models.JSONField(default=dict)
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "wave", "dimension", "indicator"], name="one_telling_of_parts")
        ]

    def __str__(self):
        return f"{self.campaign}/{self.wave} {self.indicator} by {self.dimension}"
