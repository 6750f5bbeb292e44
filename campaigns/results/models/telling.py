"""To whom results are told: the public, by mail, and when something is out of the ordinary."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.plan.models import Campaign


class PublicResults(models.Model):
    """Whether the results of a campaign are public, and since when and by whom."""

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="public_results")
    is_on = models.BooleanField(_("public"), default=False)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self):
        return f"{self.campaign}: {self.is_on}"


class ReportSubscription(models.Model):
    """A mail with the numbers in it, each day or each week."""

    class Every(models.TextChoices):
        DAY = "day", _("every day")
        WEEK = "week", _("every Monday")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="subscriptions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    every = models.CharField(_("how often"), max_length=4, choices=Every, default=Every.WEEK)
    sent_for = models.DateField(null=True)  # the last day that a sent mail tells of

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "user"], name="one_subscription_a_person")]

    def __str__(self):
        return f"{self.user}: {self.campaign}"


class Alert(models.Model):
    """A spike, a silence, or more of a kind than views lead to. It is shown on the chart and mailed once; no count is ever removed for it."""

    class Kind(models.TextChoices):
        SPIKE = "spike", _("spike")
        SILENCE = "silence", _("silence")
        RATIO = "ratio", _("out of line")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=8, choices=Kind)
    indicator = models.CharField(max_length=16)
    begins = models.DateTimeField()
    seen = models.BigIntegerField()
    expected = models.FloatField()
    raised_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-begins"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "kind", "indicator", "begins"], name="one_alert_of_a_time")
        ]

    def __str__(self):
        return f"{self.begins}: {self.kind}"
