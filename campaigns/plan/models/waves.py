"""Waves: when a campaign is pushed, with what money, to reach what."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Orderable
from wagtail.search import index

from campaigns.plan.models.campaign import Campaign
from core.measures.indicators import Indicator
from core.words.date_inputs import ends_with_a_day


class WaveForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ends_with_a_day(self, "ends_at")


class Wave(index.Indexed, ClusterableModel):
    """A period of a campaign. `starts_at` and `ends_at` are planned; `started_at` and `ended_at` are what happened."""

    chooser_words = _("Choose a wave"), _("Choose another wave")

    campaign = models.ForeignKey(Campaign, verbose_name=_("campaign"), on_delete=models.CASCADE, related_name="waves")
    name = models.CharField(_("name"), max_length=120)
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"))
    objective = models.TextField(
        _("objective"), max_length=500, blank=True, help_text=_("What shall be different after it, in one sentence.")
    )
    budget = models.DecimalField(
        _("budget"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("In euros."),
    )
    started_at = models.DateTimeField(_("started"), null=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    base_form_class = WaveForm
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("wave")
        verbose_name_plural = _("waves")
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint(fields=["campaign", "name"], name="one_wave_of_a_name")]

    def __str__(self):
        return f"{self.campaign} – {self.name}"

    def clean(self):
        super().clean()
        if not (self.starts_at and self.ends_at):
            return
        if self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end is before the start.")})
        campaign = getattr(self, "campaign", None)
        if campaign and self.starts_at < campaign.starts_at:
            raise ValidationError({"starts_at": _("The wave would start before its campaign.")})
        if campaign and campaign.ends_at and self.ends_at > campaign.ends_at:
            raise ValidationError({"ends_at": _("The wave would end after its campaign.")})

    @property
    def is_running(self) -> bool:
        return self.started_at is not None and self.ended_at is None and self.ends_at > timezone.now()


def running_wave(campaign) -> models.QuerySet:
    """The id of the wave of a campaign that runs now, the latest first; also for a subquery, with an OuterRef."""
    running = Wave.objects.filter(campaign=campaign, started_at__isnull=False, ended_at=None)
    return running.order_by("-started_at").values_list("pk", flat=True)


class Target(Orderable):
    """What a wave shall reach, by one indicator."""

    wave = ParentalKey(Wave, on_delete=models.CASCADE, related_name="targets")
    indicator = models.CharField(_("indicator"), max_length=20, choices=Indicator)
    value = models.PositiveIntegerField(_("target"), validators=[MinValueValidator(1)])

    class Meta(Orderable.Meta):
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [models.UniqueConstraint(fields=["wave", "indicator"], name="one_target_an_indicator")]

    def __str__(self):
        return f"{self.get_indicator_display()}: {self.value}"
