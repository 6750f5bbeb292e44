"""Tasks of a campaign: who does what by when, what was said about it, and when each person wants a mail."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.plan.models.campaign import Campaign

USER = settings.AUTH_USER_MODEL


class CampaignTask(models.Model):
    """Where `days_before` is given, `due` is counted back from the start of the campaign, and follows it; a negative number counts on."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="tasks")
    title = models.CharField(_("title"), max_length=200)
    assignee = models.ForeignKey(
        USER, verbose_name=_("who does it"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    due = models.DateField(_("by when"), null=True, blank=True)
    days_before = models.IntegerField(_("days before the start"), null=True, blank=True)
    pattern = models.CharField(max_length=20, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(USER, null=True, editable=False, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    assigned_at = models.DateTimeField(null=True, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey(USER, null=True, editable=False, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("task of a campaign")
        verbose_name_plural = _("tasks of campaigns")
        ordering = [models.F("due").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "pattern"], condition=~models.Q(pattern=""), name="one_task_of_a_pattern"
            )
        ]
        indexes = [models.Index(fields=["done_at", "due"], name="task_by_day")]

    def __str__(self):
        return self.title

    def is_late(self, today: date) -> bool:
        return self.done_at is None and self.due is not None and self.due < today


class TaskComment(models.Model):
    """What somebody said about a task, and whom it names."""

    task = models.ForeignKey(CampaignTask, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(_("comment"), max_length=2000)
    at = models.DateTimeField(default=timezone.now)
    mentioned = models.ManyToManyField(USER, related_name="+")

    class Meta:
        verbose_name = _("comment on a task")
        verbose_name_plural = _("comments on tasks")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.task} {self.at:%Y-%m-%d %H:%M}"


class TaskMail(models.Model):
    """When a person wants to be told by mail that something waits, and the mail that is to be sent: one at a time."""

    class Every(models.TextChoices):
        AT_ONCE = "at_once", _("at once")
        DAY = "day", _("once a day")
        NEVER = "never", _("never")

    user = models.OneToOneField(USER, on_delete=models.CASCADE, related_name="task_mail")
    every = models.CharField(_("mails that something waits"), max_length=10, choices=Every, default=Every.DAY)
    told_on = models.DateField(null=True, editable=False)
    waits_since = models.DateTimeField(null=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("mail about tasks")
        verbose_name_plural = _("mails about tasks")

    def __str__(self):
        return str(self.user)
