"""What a cache in front of the site is still to be told."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

TRIES = 50
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=30)  # about a day in all


class PurgeQuerySet(models.QuerySet["PendingPurge"]):
    def due(self) -> "PurgeQuerySet":
        return self.filter(attempts__lt=TRIES, due_at__lte=timezone.now()).order_by("due_at", "pk")

    def unheard(self) -> "PurgeQuerySet":
        """What was told in vain, whether it is told again or not."""
        return self.filter(attempts__gt=0)

    def given_up(self) -> "PurgeQuerySet":
        return self.filter(attempts__gte=TRIES)


class PendingPurge(models.Model):
    """An address of which no copy may be shown any more; the row goes once the cache has heard it."""

    url = models.CharField(max_length=1000, unique=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True)

    objects = PurgeQuerySet.as_manager()

    def __str__(self):
        return self.url

    def fail(self, now: datetime, problem: str) -> bool:
        """Put it off for twice as long as before; whether that was the last try. What was asked anew meanwhile is due."""
        tries = self.attempts + 1
        wait = min(FIRST_WAIT * 2 ** min(self.attempts, 10), LONGEST_WAIT)
        same = PendingPurge.objects.filter(pk=self.pk, asked_at=self.asked_at)
        return bool(same.update(attempts=tries, due_at=now + wait, problem=problem)) and tries >= TRIES
