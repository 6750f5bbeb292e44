"""Results that are read by whoever was given an address, without being public."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.plan.models import Campaign
from core.editor.calendar import day_of


def new_token() -> str:
    return secrets.token_urlsafe(24)


class SharedResultsQuerySet(models.QuerySet):
    def open(self) -> models.QuerySet:
        return self.filter(ended_at=None, last_day__gte=day_of(timezone.now()))


class SharedResults(models.Model):
    """Whoever knows `token` reads of the campaign what the public would, through its last day; nobody writes down that they did."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="shared_results")
    reader = models.CharField(_("for whom"), max_length=120)
    last_day = models.DateField(_("last day"))
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = SharedResultsQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared address of results")
        verbose_name_plural = _("shared addresses of results")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.reader

    @property
    def is_open(self) -> bool:
        return self.ended_at is None and self.last_day >= day_of(timezone.now())
