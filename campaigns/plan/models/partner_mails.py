"""Mails that invite partners to a campaign or remind them of it, and whether they went out. Who opens one is not recorded."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.plan.models.partners import Partnership

TRIES = 24
# A worker that has had one for so long was ended.
TAKES = timedelta(minutes=10)


class PartnerMail(models.Model):
    """One mail to one partner. A worker that takes it says so first in `begun_at`, so that none leaves twice.

    `is_former` is an invitation to an address of the page that is no longer in use: another one may follow.
    """

    class Kind(models.TextChoices):
        INVITE = "invite", _("invitation")
        REMIND = "remind", _("reminder")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    sentence = models.TextField(_("words of the team"), blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(_("why it was not sent"), blank=True)
    is_former = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("mail to a partner")
        verbose_name_plural = _("mails to partners")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership"], condition=Q(kind="invite", is_former=False), name="one_invitation"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.partnership}"

    @property
    def is_given_up(self) -> bool:
        return self.sent_at is None and self.tries >= TRIES

    @property
    def is_uncertain(self) -> bool:
        """Whether it was about to leave when its worker was ended: it may have gone out."""
        return self.sent_at is None and self.begun_at is not None and self.begun_at < timezone.now() - TAKES
