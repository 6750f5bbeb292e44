"""What a cache in front of the site is still to be told."""

from django.db import models


class PendingPurge(models.Model):
    """An address of which no copy may be shown any more; the row goes once the cache has heard it."""

    url = models.CharField(max_length=1000, unique=True)
    asked_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True)

    def __str__(self):
        return self.url
