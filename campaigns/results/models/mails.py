"""Mails with numbers: each is written down as it is claimed, and then sent once."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.plan.models import Campaign


class ResultMail(models.Model):
    """One mail to one person. `about` says of what: a second one of the same is refused by the database.

    SENDING is between the claim and the answer of the mail server: whoever dies there may have sent it, so it is not sent
    again and stays visible.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        SENDING = "sending", _("was being sent: it may not have arrived")
        SENT = "sent", _("sent")
        GIVEN_UP = "given up", _("given up")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="result_mails")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    problem = models.TextField(blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "user", "about"], name="one_mail_about_a_thing_a_person")
        ]

    def __str__(self):
        return f"{self.user}: {self.about}"

    @property
    def why(self) -> str:
        """What kept it from being sent: in the reader's language, or as the mail server said it."""
        return gettext(self.problem) if self.problem else ""
