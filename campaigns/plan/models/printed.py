"""What was made to be printed and shared, and what it was made from."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.plan.models.campaign import Campaign
from campaigns.plan.models.links import TrackedLink
from campaigns.plan.models.partners import Partner


def path_of(item: "PrintedItem", name: str) -> str:
    """Nobody guesses an address with 122 random bits: before the launch whoever knows it was given it."""
    return f"press/{item.campaign.slug}/{uuid.uuid4().hex}/{name}"


class PressRun(models.Model):
    """Sheets being made in the background: formats × languages × links."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="press_runs")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # [[format, language, link id], …]
    to_do = models.JSONField()
    done = models.PositiveIntegerField(default=0)
    # Of those done: what was as it would be made again.
    skipped = models.PositiveIntegerField(default=0)
    # [{"format", "language", "code", "reason"}, …]; a reason that holds for a whole language has neither format nor code.
    errors = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    # When a worker last went on with it: one that stands still was killed, and is taken up again.
    moved_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("press run")
        verbose_name_plural = _("press runs")
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.campaign} {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def total(self) -> int:
        return len(self.to_do)

    @property
    def made(self) -> int:
        return max(0, self.done - self.skipped - sum(1 for error in self.errors if error["format"]))


class PrintedItem(models.Model):
    """One file: a format in a language with the code of one link; remembers the words and facts that it was made from."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="printed")
    link = models.ForeignKey(TrackedLink, on_delete=models.PROTECT, related_name="printed")
    format = models.CharField(_("format"), max_length=30)
    language = models.CharField(_("language"), max_length=12)
    file = models.FileField(_("file"), upload_to=path_of, max_length=255, db_index=True)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    unit = models.CharField(max_length=2)
    alt = models.TextField(_("text alternative"))
    text = models.TextField(_("plain text"))
    # What `campaigns.plan.sheets.words.Reading.made_from` says: the page, and a digest of each thing that was printed of it.
    made_from = models.JSONField(default=dict)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    # Another file of the same format, language and link has taken its place.
    replaced_at = models.DateTimeField(_("replaced"), null=True)
    stale_since = models.DateTimeField(_("stale since"), null=True)
    stale_reason = models.TextField(_("what has changed"), blank=True)
    recalled_at = models.DateTimeField(_("recalled"), null=True)
    recall_reason = models.TextField(_("why it was recalled"), blank=True)

    class Meta:
        verbose_name = _("printed item")
        verbose_name_plural = _("printed items")
        ordering = ["format", "language", "-made_at"]

    def __str__(self):
        return f"{self.format} {self.language} /s/{self.link.code}"

    @property
    def partner(self) -> Partner | None:
        """Who holds what was printed."""
        return self.link.partner or (self.link.placement.partner if self.link.placement else None)

    @property
    def is_current(self) -> bool:
        return self.replaced_at is None and self.stale_since is None and self.recalled_at is None
