"""Figures of others: paid media from the platforms' files, calls from the helplines. Aggregates alone."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.plan.models import Campaign, Channel
from facts.models import Helpline


class MediaMapping(models.Model):
    """Which column of a platform's file holds what; kept, so that the next file of that platform is read at once."""

    name = models.CharField(_("platform"), max_length=80, unique=True)
    columns = models.JSONField(default=dict)  # {field of MediaFigure: heading in the file}
    date_format = models.CharField(_("how dates are written"), max_length=20, default="%Y-%m-%d")
    decimal_comma = models.BooleanField(_("decimal comma"), default=False)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")

    class Meta:
        verbose_name = _("column mapping")
        verbose_name_plural = _("column mappings")

    def __str__(self):
        return self.name


class MediaImport(models.Model):
    """One file. Its hash keeps it from being applied twice; undoing it removes exactly its rows."""

    # It is no use of the campaign that anybody looks for; nor are its rows.
    wagtail_reference_index_ignore = True

    class Kind(models.TextChoices):
        MEDIA = "media", _("paid media")
        CALLS = "calls", _("calls to helplines")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="media_imports")
    channel = models.ForeignKey(Channel, verbose_name=_("channel"), null=True, blank=True, on_delete=models.PROTECT)
    mapping = models.ForeignKey(MediaMapping, null=True, on_delete=models.SET_NULL)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.MEDIA)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    cells = models.JSONField(default=dict)  # {"headings": […], "lines": [[number, [cell, …]], …]}, until it is applied
    rows = models.JSONField(default=list)  # what the preview showed and applying writes; emptied once applied
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("import of figures")
        verbose_name_plural = _("imports of figures")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"],
                condition=Q(kind="media", applied_at__isnull=False, undone_at=None),
                name="one_media_import_of_a_file",
            ),
            models.UniqueConstraint(
                fields=["campaign", "sha256"],
                condition=Q(kind="calls", applied_at__isnull=False, undone_at=None),
                name="one_calls_import_of_a_file",
            ),
        ]

    def __str__(self):
        return self.file_name

    @property
    def is_in_force(self) -> bool:
        return self.applied_at is not None and self.undone_at is None


class MediaFigure(models.Model):
    """What a platform says of one channel on one day. Its impressions and reach are its own: they add up with nobody else's."""

    wagtail_reference_index_ignore = True

    of_import = models.ForeignKey(MediaImport, on_delete=models.CASCADE, related_name="figures")
    row = models.PositiveIntegerField()  # line of the file: with the import, what makes it once
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="figures")
    day = models.DateField()
    impressions = models.PositiveBigIntegerField(null=True)
    clicks = models.PositiveBigIntegerField(null=True)
    cost = models.DecimalField(max_digits=12, decimal_places=2, null=True)  # euros
    reach = models.PositiveBigIntegerField(null=True)  # as the platform estimates it for this row; never summed

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of_import", "row"], name="one_figure_a_row")]
        indexes = [models.Index(fields=["channel", "day"])]

    def __str__(self):
        return f"{self.channel_id} {self.day}"


class CallVolume(models.Model):
    """Calls that a helpline itself counted. A click on its number is not a call: the two are told side by side."""

    wagtail_reference_index_ignore = True

    of_import = models.ForeignKey(MediaImport, null=True, on_delete=models.CASCADE, related_name="calls")
    row = models.PositiveIntegerField(default=0)
    helpline = models.ForeignKey(Helpline, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="call_volumes")
    day = models.DateField()
    calls = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of_import", "row"], name="one_volume_a_row")]
        indexes = [models.Index(fields=["campaign", "day"])]

    def __str__(self):
        return f"{self.helpline} {self.day}: {self.calls}"
