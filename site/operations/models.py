"""What is known of each periodic job, shared by all nodes."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRecord(models.Model):
    """One row a job; a node claims a due run by moving `due_at`, which only one can do."""

    name = models.CharField(max_length=100, primary_key=True)
    due_at = models.DateTimeField(_("due"))
    claimed_at = models.DateTimeField(_("claimed"), null=True)
    started_at = models.DateTimeField(_("started"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    seconds_late = models.FloatField(_("late by, in seconds"), default=0)
    runs = models.PositiveBigIntegerField(_("runs"), default=0)
    failures = models.PositiveBigIntegerField(_("failures"), default=0)
    failed = models.BooleanField(_("failed last"), default=False)
    outcome = models.TextField(_("outcome"), blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def overdue_by(self, now: datetime) -> timedelta:
        """How long the next run has been waiting by the shared clock; zero where it is not due yet."""
        return max(timedelta(0), now - self.due_at)


class Heartbeat(models.Model):
    """When a worker or a scheduler last said that it lives, on each node; see `operations.heartbeats`."""

    key = models.CharField(max_length=120, primary_key=True)
    name = models.CharField(max_length=20)
    node = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ["key"]

    def __str__(self):
        return self.key
