"""What is kept of consents and of who looked at their documents: no name of a person who testified, no word of theirs."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from testimonies.models.consent import Consent


class DocumentLook(models.Model):
    """Somebody of the team stored or opened the document of a consent."""

    class Act(models.TextChoices):
        STORED = "stored", _("stored")
        OPENED = "opened", _("opened")

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="looks")
    act = models.CharField(max_length=10, choices=Act)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    who = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("look at a document")
        verbose_name_plural = _("looks at documents")
        ordering = ["-at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.consent_id}: {self.act}, {self.who}"


class ConsentEvent(models.Model):
    """A trace by numbers alone, so that it may outlive all that it speaks of."""

    class Kind(models.TextChoices):
        RECORDED = "recorded", _("consent recorded")
        BEGAN = "began", _("may be shown")
        ENDED = "ended", _("may no longer be shown")
        WITHDRAWN = "withdrawn", _("withdrawn, and erased")
        REMINDED_30 = "reminded-30", _("told 30 days before the end")
        REMINDED_7 = "reminded-7", _("told 7 days before the end")

    testimony_number = models.PositiveBigIntegerField(db_index=True)
    consent_number = models.PositiveBigIntegerField(null=True)
    kind = models.CharField(max_length=12, choices=Kind)
    languages = models.JSONField(default=list)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("event of a consent")
        verbose_name_plural = _("events of consents")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["consent_number", "kind"],
                condition=Q(kind__in=["reminded-30", "reminded-7"]),
                name="reminded_once",
            )
        ]

    def __str__(self):
        return f"{self.testimony_number}: {self.kind}"
