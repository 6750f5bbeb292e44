"""The campaign as one object: what is the same in all languages."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Page, RevisionMixin
from wagtail.search import index

from core import audiences
from core.text.fields import ChoicesField
from core.words import languages
from core.words.date_inputs import ends_with_a_day
from facts.readers import withholding
from themes.models import Theme


class Frame(models.TextChoices):
    """The angle of a message."""

    LAW = "law", _("law")
    HARM = "harm", _("harm")
    NORM = "norm", _("norm")
    HELP = "help", _("help")


class State(models.TextChoices):
    """Where a campaign stands."""

    PREPARED = "prepared", _("in preparation")
    LATE = "late", _("late: its start has passed")
    RUNNING = "running", _("running")
    OVER = "over", _("over")

    @classmethod
    def of(cls, campaign: "Campaign") -> "State":
        if campaign.is_over:
            return cls.OVER
        if campaign.has_started:
            return cls.RUNNING
        return cls.LATE if campaign.launched_at is None and campaign.starts_at < timezone.now() else cls.PREPARED


class CampaignForm(WagtailAdminModelForm):
    """Once a campaign is launched, its dates and its face are the publishers' to change, and only what is approved becomes its face."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ends_with_a_day(self, "ends_at")

    def clean(self):
        cleaned = super().clean()
        if not self.instance.launched_at:
            return cleaned
        changed = set(self.changed_data)
        publishes = self.for_user.has_perm("plan.launch_campaign")
        for name in () if publishes else {"starts_at", "ends_at"} & changed:
            self.add_error(name, _("The campaign is launched: a publisher moves its dates."))
        if "theme" in changed and not publishes:
            self.add_error("theme", _("The campaign is launched: a publisher changes its theme."))
        elif "theme" in changed and cleaned.get("theme") and not cleaned["theme"].live:
            self.add_error(
                "theme", _("This theme is not approved yet, and the campaign is public: have it approved first.")
            )
        return cleaned


class Campaign(RevisionMixin, index.Indexed, models.Model):
    """For whom, from which angle, in which voice and languages, from when until when.

    `starts_at` and `ends_at` are what is planned. Its pages are public from `launched_at`, and over from `closed_at` or
    the planned end, whichever comes first.
    """

    chooser_words = _("Choose a campaign"), _("Choose another campaign")

    name = models.CharField(_("name"), max_length=120, unique=True, help_text=_("For the team."))
    slug = models.SlugField(
        _("short name"),
        max_length=60,
        unique=True,
        blank=True,
        help_text=_("Names the campaign in the address of its page for partners. Empty: made from the name."),
    )
    audience = models.CharField(_("audience"), max_length=20, choices=audiences.choices)
    frame = models.CharField(_("frame"), max_length=10, choices=Frame, help_text=_("The angle of the message."))
    voice = models.CharField(
        _("voice"),
        max_length=20,
        choices=audiences.voices,
        blank=True,
        help_text=_("Empty: the voice of the audience."),
    )
    theme = models.ForeignKey(
        Theme,
        verbose_name=_("theme"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="campaigns",
        help_text=_("Its face on pages. Shown once it is approved. Empty: the voice alone."),
    )
    languages = ChoicesField(
        _("languages"),
        choices=languages.choices,
        default=languages.codes,
        blank=False,
        help_text=_("It is launched in these, and each must be ready."),
    )
    starts_at = models.DateTimeField(
        _("start"), help_text=_("As planned. Its pages are public from the launch on, in every language.")
    )
    ends_at = models.DateTimeField(
        _("end"),
        null=True,
        blank=True,
        help_text=_("After, its pages say that it is over. Empty: open end."),
    )
    # Keys of press.formats: what is proposed where sheets are ordered.
    planned_sheets = models.JSONField(_("planned sheets"), default=list, blank=True, editable=False)
    launched_at = models.DateTimeField(_("launched"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    successor = models.ForeignKey(
        "self",
        verbose_name=_("successor"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="predecessors",
        help_text=_("Once this campaign is closed, its printed codes lead there."),
    )
    help_page = models.ForeignKey(
        Page,
        verbose_name=_("page with help"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Where its printed codes lead once it is closed and has no successor. Empty: the home page."),
    )

    base_form_class = CampaignForm
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-starts_at"]
        indexes = [
            models.Index(fields=["starts_at", "id"], name="campaign_by_start"),
            models.Index(fields=["closed_at", "ends_at"], name="campaign_by_end"),
        ]
        permissions = [("launch_campaign", gettext_noop("Can launch and close campaigns"))]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """With the tasks that are counted from its start."""
        self.slug = self.slug or self._free_slug()
        with transaction.atomic():
            super().save(*args, **kwargs)

    def _free_slug(self) -> str:
        base = slugify(self.name)[:50] or "campaign"
        taken = set(type(self).objects.filter(slug__startswith=base).exclude(pk=self.pk).values_list("slug", flat=True))
        return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 1000))) if slug not in taken)

    def clean(self):
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end is before the start.")})
        if self.pk and self.successor_id == self.pk:
            raise ValidationError({"successor": _("A campaign does not succeed itself.")})
        if wrong := self._kept_from_audience():
            raise ValidationError({"audience": wrong})

    def _kept_from_audience(self) -> list[str]:
        """What its pages say that is not to be shown to the audience that it is now for; asked where that changes."""
        from campaigns.plan.campaign import belonging

        before = type(self).objects.filter(pk=self.pk).values_list("audience", flat=True).first() if self.pk else None
        return [] if before in (None, self.audience) else withholding.against(belonging.pages(self.pk), self.audience)

    @property
    def has_started(self) -> bool:
        return self.launched_at is not None and self.launched_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.closed_at is not None or (self.ends_at is not None and self.ends_at <= timezone.now())

    @property
    def over_since(self):
        """When it ended: as it was closed, or as planned."""
        return self.closed_at or self.ends_at

    def get_state(self) -> str:
        """In a word, as lists say it."""
        return str(State.of(self).label)

    @property
    def is_running(self) -> bool:
        return self.has_started and not self.is_over

    @property
    def spoken_in(self) -> str:
        """The voice of its pages."""
        return self.voice or self.audience
