"""What the team itself writes into the calendar, and the address of one's own by which a program reads it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.plan.models.campaign import Campaign
from campaigns.plan.models.partners import new_token


class CalendarFeed(models.Model):
    """The address by which a person's calendar program reads the launch calendar."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    token = models.CharField(max_length=64, unique=True, default=new_token)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")

    def __str__(self):
        return str(self.user)


class Repeats(models.TextChoices):
    """When an entry comes back; a day that a month does not have is its last one."""

    NEVER = "", _("never")
    WEEKLY = "week", _("every week")
    MONTHLY = "month", _("every month")
    YEARLY = "year", _("every year")


class CalendarEntry(models.Model):
    """What belongs to no plan: a press conference, a day of the year, a holiday of the team."""

    title = models.CharField(_("title"), max_length=120)
    first_day = models.DateField(_("day"))
    last_day = models.DateField(_("last day"), null=True, blank=True, help_text=_("Where it lasts for some days."))
    hour = models.TimeField(_("hour"), null=True, blank=True, help_text=_("Empty: the whole day."))
    repeats = models.CharField(_("comes back"), max_length=5, choices=Repeats, blank=True, default=Repeats.NEVER)
    repeats_until = models.DateField(_("until"), null=True, blank=True, help_text=_("Empty: without end."))
    campaign = models.ForeignKey(
        Campaign,
        verbose_name=_("campaign"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="calendar_entries",
        help_text=_("Empty: it concerns all of them."),
    )
    note = models.TextField(_("note"), max_length=1000, blank=True, help_text=_("Where, with whom, what to bring."))

    class Meta:
        verbose_name = _("event of the team")
        verbose_name_plural = _("events of the team")
        ordering = ["first_day", "title"]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if not self.first_day:
            return
        if self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("The last day is before the first.")})
        if self.last_day and self.hour:
            raise ValidationError({"hour": _("What lasts for days has no hour: leave one of them empty.")})
        if self.repeats_until and self.repeats_until < self.first_day:
            raise ValidationError({"repeats_until": _("It would end before it begins.")})
        if self.repeats == Repeats.WEEKLY and self.last_day and (self.last_day - self.first_day).days > 6:
            raise ValidationError({"repeats": _("It lasts for more than a week, and would overlap itself.")})
