"""Launching and closing: what is to happen, what was found, what was decided in spite of it."""

from datetime import timedelta
from math import ceil
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.plan.models.campaign import Campaign
from campaigns.plan.models.waves import Wave
from core.publication.readiness import CHECKS, told

# A start by hand is public only after it: long enough to read what it says and to press “Stop”, short enough for a minister who waits.
GRACE = timedelta(seconds=60)


class Action(models.TextChoices):
    START = "start", _("start of a wave")
    CLOSE = "close", _("close")


class Launch(models.Model):
    """The start of a wave (the first one launches the campaign) or the close of a campaign, due at a minute."""

    class State(models.TextChoices):
        SCHEDULED = "scheduled", _("scheduled")
        DONE = "done", _("done")
        FAILED = "failed", _("failed: nothing was changed")
        CANCELLED = "cancelled", _("cancelled")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="launches")
    wave = models.ForeignKey(Wave, null=True, on_delete=models.CASCADE, related_name="launches")
    action = models.CharField(_("action"), max_length=10, choices=Action)
    due_at = models.DateTimeField(_("due"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SCHEDULED)
    reasons = models.JSONField(_("reasons"), default=list)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("launch")
        verbose_name_plural = _("launches")
        ordering = ["-due_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "action", "wave"], condition=Q(state="scheduled"), name="one_launch_of_a_wave"
            ),
            models.UniqueConstraint(
                fields=["campaign", "action"], condition=Q(state="scheduled", wave=None), name="one_close"
            ),
        ]

    def __str__(self):
        return f"{self.get_action_display()} – {self.wave or self.campaign}"

    @property
    def is_soon(self) -> bool:
        """A start that was asked for by hand, and waits for its grace to pass."""
        return self.action == Action.START and self.due_at <= self.created_at + GRACE

    @property
    def seconds_left(self) -> int:
        """Until it is due; 0 where the worker is late."""
        return max(0, ceil((self.due_at - timezone.now()).total_seconds()))


class ReadinessResult(models.Model):
    """What one check found of a campaign in one language, the last time it was asked; boards read these."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="readiness")
    language = models.CharField(max_length=12)
    check_name = models.CharField(max_length=40)
    failures = models.JSONField(default=list)
    checked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("result of a check")
        verbose_name_plural = _("results of checks")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "language", "check_name"], name="one_result_of_a_check")
        ]

    def __str__(self):
        return f"{self.campaign} {self.language} {self.check_name}"

    @property
    def said(self) -> list[dict[str, Any]]:
        """Its failures in the language of whoever reads."""
        return [told(kept) for kept in self.failures]


class OverrideQuerySet(models.QuerySet):
    def counting(self) -> "OverrideQuerySet":
        """Without those of checks for which nobody can answer, from before they were such."""
        return self.exclude(check_name__in=[name for name, check in CHECKS.items() if check.final])


class Override(models.Model):
    """A publisher's word that a wave may start although a check fails: by name, with a reason."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="overrides")
    check_name = models.CharField(max_length=40)
    language = models.CharField(max_length=12)
    reason = models.TextField(_("reason"), max_length=500)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        constraints = [
            models.UniqueConstraint(fields=["wave", "check_name", "language"], name="one_override_of_a_check")
        ]

    def __str__(self):
        return f"{self.wave} {self.check_name} {self.language}"


class AfterClose(models.TextChoices):
    ARCHIVE = "archive", _("stays, with a dated notice")
    GONE = "gone", _("is gone (410)")


class PageOutcome(models.Model):
    """What becomes of a page once its campaign is closed: the same in every language."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="outcomes")
    translation_key = models.UUIDField(unique=True)
    outcome = models.CharField(max_length=10, choices=AfterClose, default=AfterClose.ARCHIVE)

    class Meta:
        verbose_name = _("page after the close")
        verbose_name_plural = _("pages after the close")

    def __str__(self):
        return f"{self.translation_key} {self.outcome}"
