"""What each partner is told of a recall, and whether the mail went out."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.plan.models.campaign import Campaign
from campaigns.plan.models.partners import Partner
from campaigns.plan.models.printed import PrintedItem


class RecallMail(models.Model):
    """One mail to one partner about all that it holds of what was recalled together."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="recall_mails")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="recall_mails")
    items = models.ManyToManyField(PrintedItem, related_name="+")
    reason = models.TextField(_("reason"), blank=True)
    created_at = models.DateTimeField(_("recalled"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True)
    problem = models.TextField(_("why it was not sent"), blank=True)

    class Meta:
        verbose_name = _("mail about a recall")
        verbose_name_plural = _("mails about recalls")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.partner} {self.created_at:%Y-%m-%d %H:%M}"
