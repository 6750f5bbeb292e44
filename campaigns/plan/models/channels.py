"""Channels, and the places where each of them shows the campaign."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from campaigns.plan.models.campaign import Campaign
from campaigns.plan.models.partners import Partner
from campaigns.plan.models.waves import Wave


class ChannelKind(models.TextChoices):
    """How a campaign reaches people."""

    SEARCH = "search", _("search advertisement")
    SOCIAL = "social", _("social network")
    DISPLAY = "display", _("display advertisement")
    TELEVISION = "television", _("television")
    RADIO = "radio", _("radio")
    POSTER = "poster", _("street poster")
    PARTNER = "partner", _("partner")
    PRESS = "press", _("press")
    EVENT = "event", _("event")


class Channel(index.Indexed, models.Model):
    """One way in which a campaign reaches people, and what it costs."""

    chooser_words = _("Choose a channel"), _("Choose another channel")

    campaign = models.ForeignKey(
        Campaign, verbose_name=_("campaign"), on_delete=models.CASCADE, related_name="channels"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ChannelKind)
    name = models.CharField(_("name"), max_length=120)
    cost = models.DecimalField(
        _("cost"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("In euros."),
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        ordering = ["kind", "name"]
        constraints = [models.UniqueConstraint(fields=["campaign", "name"], name="one_channel_of_a_name")]

    def __str__(self):
        return f"{self.campaign} – {self.name}"


class Placement(index.Indexed, models.Model):
    """One place of a channel: a town hall, an advertisement, a stand; `partner` is who holds what was printed for it."""

    channel = models.ForeignKey(Channel, verbose_name=_("channel"), on_delete=models.PROTECT, related_name="placements")
    name = models.CharField(_("name"), max_length=160)
    wave = models.ForeignKey(
        Wave, verbose_name=_("wave"), null=True, blank=True, on_delete=models.SET_NULL, related_name="placements"
    )
    partner = models.ForeignKey(
        Partner,
        verbose_name=_("partner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="placements",
        help_text=_("Who holds what was printed for it, and is told when it is recalled."),
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        ordering = ["channel", "name"]
        constraints = [models.UniqueConstraint(fields=["channel", "name"], name="one_placement_of_a_name")]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        channel = getattr(self, "channel", None)
        if channel and self.wave and self.wave.campaign_id != channel.campaign_id:
            raise ValidationError({"wave": _("This wave belongs to another campaign than the channel.")})
