"""What people write beside the figures."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from campaigns.plan.models import Campaign, Wave


class Annotation(models.Model):
    """A remark on a day, shown on every chart of its campaign: a broadcast, a strike, a broken link."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="annotations")
    day = models.DateField(_("day"))
    at = models.TimeField(
        _("time"),
        null=True,
        blank=True,
        help_text=_("Of a slot on television or radio: it is then marked by the minute."),
    )
    text = models.CharField(_("what happened"), max_length=200)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("annotation")
        verbose_name_plural = _("annotations")
        ordering = ["day", "at"]
        permissions = [("view_results", gettext_noop("Can see the results of campaigns"))]

    def __str__(self):
        return f"{self.day}: {self.text}"

    @property
    def begins(self) -> datetime | None:
        """The moment, where its time is known."""
        return datetime.combine(self.day, self.at, tzinfo=timezone.get_default_timezone()) if self.at else None


class ManualIndicator(models.Model):
    """An outcome that no counter sees, such as people helped or a survey's answer, with its source and its date."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="indicators")
    wave = models.ForeignKey(Wave, verbose_name=_("wave"), null=True, blank=True, on_delete=models.SET_NULL)
    name = models.CharField(_("indicator"), max_length=120)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    source = models.CharField(_("source"), max_length=300)
    measured_on = models.DateField(_("measured on"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("indicator of one's own")
        verbose_name_plural = _("indicators of one's own")
        ordering = ["-measured_on"]

    def __str__(self):
        return f"{self.name}: {self.value}"


class Dismissal(models.Model):
    """A sentence of “Tomorrow” that somebody looked into: it is not said again for a while, and the reason stays."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="dismissals")
    rule = models.CharField(max_length=40)  # key of campaigns.results.tomorrow.sentences.RULES
    subject = models.CharField(max_length=40)  # what it is about: a key of its counts
    said = models.CharField(max_length=500)  # the sentence, as it stood
    reason = models.CharField(_("reason"), max_length=300)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("sentence set aside")
        verbose_name_plural = _("sentences set aside")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.said
