"""Surveys of others: totals of answers with their bases, never a respondent."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.plan.models import Campaign


class SurveyQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(applied_at__isnull=False, undone_at=None)


class Survey(models.Model):
    """One file and what is said of how its answers were gathered.

    `rows` are {"line", "question", "answer", "group", "wave", "count" or "share", "base", "effect"}: "wave" is "pre", "post" or a day,
    "share" per cent as text. The preview shows them; applying puts them in force; undoing empties them.
    """

    wagtail_reference_index_ignore = True

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="surveys")
    name = models.CharField(_("name of the survey"), max_length=120)
    institute = models.CharField(_("institute"), max_length=160, help_text=_("Who asked, and on whose behalf."))
    mode = models.CharField(
        _("mode and panel"),
        max_length=300,
        help_text=_("By telephone, online or face to face; of whom the sample was drawn, and how."),
    )
    first_day = models.DateField(_("first day of fieldwork"))
    last_day = models.DateField(_("last day of fieldwork"))
    weighting = models.CharField(
        _("weighting"), max_length=300, help_text=_("By what the answers were weighted; “none” where they were not.")
    )
    design_effect = models.DecimalField(
        _("design effect"),
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text=_("As the institute states it. Without it, intervals of weighted answers are too narrow."),
    )
    file_name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering = ["-last_day", "-pk"]

    def __str__(self):
        return self.name
