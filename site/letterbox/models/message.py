"""What somebody sent: sealed until its day of deletion, and read by one role."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

VIEW = "letterbox.view_message"


class Kind(models.TextChoices):
    """What a form is for."""

    CONTACT = "contact", _("contact")
    PRESS = "press", _("question of the press")
    SPEAKER = "speaker", _("request for a speaker")
    RELAY = "relay", _("offer to pass a campaign on")
    CORRECTION = "correction", _("error on a page")


class State(models.TextChoices):
    NEW = "new", _("new")
    TAKEN = "taken", _("being answered")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("dealt with")


class Messages(models.QuerySet):
    def kept(self) -> "Messages":
        """Those whose day of deletion has not come, whether or not the job has run."""
        return self.filter(delete_on__gt=timezone.localdate())

    def readable_by(self, user) -> "Messages":
        """By one of the user's groups: an account that may do everything else reads no message."""
        if not user.is_active or not user.has_perm(VIEW):
            return self.none()
        return self.kept().filter(readers__in=Group.objects.filter(user=user.pk))

    def waiting(self) -> "Messages":
        """New ones, and those that are with somebody who has left, or lost the role."""
        reads = get_user_model().objects.filter(pk=OuterRef("handler"), is_active=True, groups=OuterRef("readers"))
        return self.filter(Q(state=State.NEW) | Q(state=State.TAKEN) & ~Exists(reads))

    def taken(self) -> "Messages":
        return self.kept().filter(state=State.TAKEN)


class Message(models.Model):
    """`sealed` holds all that was written, the address for the answer too; `sealed_answers` what was answered.

    `readers` are those whom the form named as it was sent, whatever the form says later. `ticket` is the digest of the form that was
    shown and of its words, so that what was sent twice is kept once. `about` is the page on which somebody found an error.
    """

    reference = models.CharField(_("reference"), max_length=9, unique=True)
    ticket = models.CharField(max_length=64, unique=True)
    form = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    form_title = models.CharField(_("form"), max_length=255)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    readers = models.ForeignKey(Group, verbose_name=_("readers"), on_delete=models.PROTECT, related_name="+")
    language = models.CharField(_("language"), max_length=20)
    about = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    sealed = models.TextField()
    sealed_answers = models.TextField(blank=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    delete_on = models.DateField(_("deleted on"), db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("with"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    told_at = models.DateTimeField(null=True)

    objects = Messages.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("message from the public")
        verbose_name_plural = _("messages from the public")
        ordering = ["-received_at", "-pk"]
        default_permissions = ()
        permissions = [("view_message", gettext_noop("Can read messages of forms that name the role"))]

    def __str__(self):
        return self.reference


def last_day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)
