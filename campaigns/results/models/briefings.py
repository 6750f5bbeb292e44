"""What leaves the house about a campaign: words that somebody answers for, kept as they were sent."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.plan.models import Campaign, Wave


class Briefing(models.Model):
    """A note on a wave, on a campaign, or on a year of all campaigns (then `campaign` is None), in one language.

    `made` is {section: sentences} as the rules wrote them, `text` {section: words} as somebody left them, a paragraph on a line. `figures` are
    the tables, the course and the definitions (`campaigns.results.briefing.annex`). Once it was sent nothing of it changes.
    """

    class Length(models.TextChoices):
        PAGE = "page", _("one page")
        FULL = "full", _("with tables, course and definitions")

    class Language(models.TextChoices):
        FRENCH = "fr", _("French")
        ENGLISH = "en", _("English")

    campaign = models.ForeignKey(Campaign, null=True, on_delete=models.CASCADE, related_name="briefings")
    wave = models.ForeignKey(Wave, verbose_name=_("wave"), null=True, blank=True, on_delete=models.SET_NULL)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=12, choices=Language, default=Language.FRENCH)
    length = models.CharField(_("length"), max_length=4, choices=Length, default=Length.PAGE)
    title = models.CharField(_("title"), max_length=160)
    addressee = models.CharField(_("to whom"), max_length=160, blank=True)
    made = models.JSONField(default=dict)
    text = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    counted_until = models.DateTimeField(null=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    pdf = models.BinaryField(default=bytes)  # as it was sent

    class Meta:
        verbose_name = _("briefing note")
        verbose_name_plural = _("briefing notes")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.title

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None

    @property
    def is_full(self) -> bool:
        return self.length == self.Length.FULL
