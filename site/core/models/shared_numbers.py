"""Where several nodes tell each other what changed, where they share a database and no Redis."""

from django.db import models


class ServingNode(models.Model):
    """What each node that serves last confirmed. Written by serving/page_cache/changes/in_database.py alone."""

    name = models.CharField(max_length=80, primary_key=True)
    withdrawn = models.PositiveBigIntegerField()
    heard_at = models.DateTimeField()

    def __str__(self):
        return self.name


class SharedNumbers(models.Model):
    """One row, read and written by serving/page_cache/changes/in_database.py alone. The epoch is drawn when the row is made."""

    epoch = models.PositiveIntegerField()
    changed = models.PositiveBigIntegerField()
    withdrawn = models.PositiveBigIntegerField()

    def __str__(self):
        return f"{self.changed} changes, {self.withdrawn} withdrawals"
