"""An experiment: two to four wordings of one place of a page, with what is expected of them said before the first view.

What was declared is never changed once it has started, and what came of it is never changed or removed at all.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from campaigns.plan.models import Campaign
from core.measures.indicators import Indicator
from core.text.fields import TokenCharField, TokenTextField
from facts.models import Wording

CONTROL = "a"
LETTERS = ("b", "c", "d")
# What a browser can tell of the same view: each is counted for an experiment once a view at most.
OUTCOMES = [
    (kind.value, kind.label)
    for kind in (
        Indicator.CTA_CALL,
        Indicator.CTA_SMS,
        Indicator.CTA_CHAT,
        Indicator.STAGE_INFO,
        Indicator.READ_50,
        Indicator.READ_90,
        Indicator.CHECK_START,
        Indicator.SHARE,
    )
]
LEAST_SIZE, LARGEST_SIZE = 100, 10_000_000
DECLARED = ("campaign_id", "name", "hypothesis", "page_id", "page_key", "place", "outcome", "planned")
STARTED = ("words", "started_at", "started_by_id")
RESULT = ("state", "ended_at", "ended_by_id", "reason", "counts")


class FrozenError(Exception):
    """An experiment that has started was to be changed, or one that was ever started to be removed."""


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    RUNNING = "running", _("running")
    STOPPED = "stopped", _("stopped at its size")
    ENDED = "ended", _("ended early")


class ExperimentQuerySet(models.QuerySet):
    def delete(self):
        if self.exclude(state=State.DRAFT).exists():
            raise FrozenError("The result of an experiment is kept, whatever it was.")
        return super().delete()

    def running(self):
        return self.filter(state=State.RUNNING)

    def over(self):
        return self.filter(state__in=(State.STOPPED, State.ENDED))


class Experiment(models.Model):
    """Runs in every language in which all its wordings are approved when it starts. `page` is one version of its page."""

    campaign = models.ForeignKey(
        Campaign, verbose_name=_("campaign"), on_delete=models.PROTECT, related_name="experiments"
    )
    name = models.CharField(_("name"), max_length=120, help_text=_("For the team, in lists."))
    hypothesis = models.TextField(
        _("hypothesis"),
        max_length=600,
        help_text=_("What is expected of which wording, and why. It stays as it is written now."),
    )
    page = models.ForeignKey(
        Page, verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    page_key = models.UUIDField(editable=False)  # the page in every language
    # The name of a field of the page, or the id of a block, which is the same in every language.
    place = models.CharField(_("what is varied"), max_length=80)
    outcome = models.CharField(
        _("measured outcome"),
        max_length=16,
        choices=OUTCOMES,
        help_text=_("The one thing by which the wordings are compared. It is counted once a view at most."),
    )
    planned = models.PositiveIntegerField(
        _("views of each wording"),
        validators=[MinValueValidator(LEAST_SIZE), MaxValueValidator(LARGEST_SIZE)],
        help_text=_("The experiment stops by itself when every wording was viewed so often."),
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT, editable=False)
    # {language: {"a": {"text": …, "detail": …}, "b": …}}: what was approved when it started, and is shown.
    words = models.JSONField(default=dict, editable=False)
    # {"a": {"views": …, "outcomes": …}, …}: written once, at its end.
    counts = models.JSONField(default=dict, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField(null=True, editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ExperimentQuerySet.as_manager()

    class Meta:
        verbose_name = _("experiment")
        verbose_name_plural = _("experiments")
        ordering = ["-pk"]
        permissions = [("start_experiment", gettext_noop("Can start and end an experiment"))]
        constraints = [
            models.UniqueConstraint(
                fields=["page_key"], condition=models.Q(state="running"), name="one_experiment_on_a_page"
            )
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if self.page_id and self.state == State.DRAFT:
            self.page_key = self.page.translation_key
        before = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        if before is not None:
            self._refuse_change(before)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        if self.state != State.DRAFT:
            raise FrozenError("The result of an experiment is kept, whatever it was.")
        return super().delete(*args, **kwargs)

    def _refuse_change(self, before: "Experiment") -> None:
        fixed = () if before.state == State.DRAFT else (*DECLARED, *STARTED)
        if before.is_over:
            fixed += RESULT
        changed = [name for name in fixed if getattr(self, name) != getattr(before, name)]
        if changed:
            raise FrozenError(f"{', '.join(changed)} of an experiment that has started cannot be changed.")

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_running(self) -> bool:
        return self.state == State.RUNNING

    @property
    def is_over(self) -> bool:
        return self.state in (State.STOPPED, State.ENDED)

    @property
    def letters(self) -> tuple[str, ...]:
        """The wordings that it has, the page's own first; of a draft, as many as are written."""
        if self.is_draft:
            return (CONTROL, *sorted(set(self.wordings.values_list("letter", flat=True))))
        return tuple(sorted(next(iter(self.words.values()), {})))

    def variant(self, letter: str) -> str:
        """What is counted: it names the experiment and the wording, and nobody."""
        return f"{self.pk}-{letter}"

    @property
    def variants(self) -> tuple[str, ...]:
        return tuple(self.variant(letter) for letter in self.letters)


class VariantWording(Wording):
    """What a wording says in one language in place of the page's own words."""

    experiment = models.ForeignKey(
        Experiment, verbose_name=_("experiment"), on_delete=models.CASCADE, related_name="wordings"
    )
    letter = models.CharField(_("wording"), max_length=1, choices=[(letter, letter.upper()) for letter in LETTERS])
    text = TokenCharField(_("text"), max_length=160)
    detail = TokenTextField(
        _("detail"), max_length=400, blank=True, help_text=_("Empty where the page’s own words have none.")
    )

    translatable_fields = [
        SynchronizedField("experiment", overridable=False),
        SynchronizedField("letter", overridable=False),
        TranslatableField("text"),
        TranslatableField("detail"),
    ]
    search_fields = [
        index.SearchField("text"),
        index.AutocompleteField("text"),
        index.FilterField("locale"),
    ]

    class Meta(Wording.Meta):
        verbose_name = _("wording of an experiment")
        verbose_name_plural = _("wordings of experiments")
        unique_together = [*TranslatableMixin.Meta.unique_together, ("experiment", "letter", "locale")]
        ordering = ["experiment", "letter"]

    def __str__(self):
        return f"{self.letter.upper()}: {self.text}"

    def clean(self):
        super().clean()
        from campaigns.deterrence.experiments.running import rules

        if self.experiment_id and not self.experiment.is_draft:
            raise ValidationError(
                gettext("The experiment has started: its wordings are not changed any more. Plan another one.")
            )
        if self.experiment_id and (wrong := rules.wrong_in(self)):
            raise ValidationError(wrong)
