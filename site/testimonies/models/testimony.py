"""Testimonies: what is the same in all languages is stored once; the words are translated beside it.

They have no preview of their own: Wagtail keeps what is typed into one in the session, where no withdrawal would reach it.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, Locale, LockableMixin, RevisionMixin, TranslatableMixin, WorkflowMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.publication.sign_off import SignedOff


class Medium(models.TextChoices):
    WORDS = "words", _("words")
    AUDIO = "audio", _("sound")
    VIDEO = "video", _("video")


class ContentWarning(models.TextChoices):
    """What a reader may need to be warned of."""

    NONE = "", _("no warning")
    VIOLENCE = "violence", _("violence")
    SEXUAL_VIOLENCE = "sexual_violence", _("sexual violence")
    MINORS = "minors", _("violence against minors")
    SELF_HARM = "self_harm", _("suicide or self-harm")


class Snippet(SignedOff, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, index.Indexed, models.Model):
    """Drafts, workflow and history, as pages have."""

    class Meta:
        abstract = True


class Testimony(Snippet):
    """A voice, under a pseudonym. Who the person is lies in the documents of the consents alone."""

    chooser_words = _("Choose a testimony"), _("Choose another testimony")

    name = models.CharField(
        _("name"),
        max_length=100,
        unique=True,
        help_text=_(
            "For the team, in lists and mails: neither a name nor a pseudonym, nothing that points to the person."
        ),
    )
    pseudonym = models.CharField(
        _("pseudonym"),
        max_length=60,
        help_text=_("Shown under the words, the same in all languages. Never a name by which the person is known."),
    )
    medium = models.CharField(_("medium"), max_length=10, choices=Medium, default=Medium.WORDS)
    media = models.ForeignKey(
        "core.CampaignMedia",
        verbose_name=_("recording"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="testimonies",
        help_text=_("With captions and transcript. When the testimony is withdrawn, its file is deleted."),
    )
    warning = models.CharField(
        _("content warning"), max_length=20, choices=ContentWarning, default=ContentWarning.NONE, blank=True
    )
    is_demonstration = models.BooleanField(
        _("demonstration"),
        default=False,
        help_text=_("Written for a demonstration, and marked so on every page: nobody has said this."),
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("live")]

    class Meta:
        verbose_name = _("testimony")
        verbose_name_plural = _("testimonies")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        refuse_erased(self.pk)
        if self.medium == Medium.WORDS and self.media:
            raise ValidationError({"media": _("A testimony in words has no recording: choose sound or video.")})
        if self.medium != Medium.WORDS and not self.media:
            raise ValidationError({"media": _("Choose the recording.")})
        if self.media and self.media.type != self.medium:
            raise ValidationError({"media": _("This recording is of the other kind: sound, or video.")})

    @property
    def is_erased(self) -> bool:
        return bool(self.pk) and Standing.objects.filter(testimony=self.pk, erased_at__isnull=False).exists()


class TestimonyWording(TranslatableMixin, Snippet):
    """The words of a testimony in one language."""

    testimony = models.ForeignKey(
        Testimony, verbose_name=_("testimony"), on_delete=models.CASCADE, related_name="wordings"
    )
    words = models.TextField(
        _("words"), max_length=6000, blank=True, help_text=_("As they were said, or what introduces the recording.")
    )
    warning = models.CharField(
        _("content warning"),
        max_length=250,
        blank=True,
        help_text=_("What awaits the reader, in one sentence. Empty: what is chosen on the testimony."),
    )
    opening = models.CharField(
        _("opening line"),
        max_length=160,
        blank=True,
        help_text=_(
            "A sentence of the words that hurts nobody: it stands before the warning, so that one knows who speaks."
        ),
    )
    transcript = models.TextField(
        _("transcript"),
        blank=True,
        help_text=_("All that a recording says, in this language. Empty: that of the recording."),
    )

    translatable_fields = [
        SynchronizedField("testimony", overridable=False),
        TranslatableField("words"),
        TranslatableField("opening"),
        TranslatableField("warning"),
        TranslatableField("transcript"),
    ]
    search_fields = [index.SearchField("words"), index.AutocompleteField("words"), index.FilterField("locale")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("words of a testimony")
        verbose_name_plural = _("words of testimonies")
        unique_together = [*TranslatableMixin.Meta.unique_together, ("testimony", "locale")]
        ordering = ["testimony__name"]

    def __str__(self):
        return f"{self.testimony}"

    @property
    def _is_original(self) -> bool:
        return bool(self.locale_id) and self.locale == Locale.get_default()

    def clean(self):
        super().clean()
        refuse_erased(self.testimony_id)
        if not self.testimony_id:
            return
        if self.testimony.medium == Medium.WORDS and not self.words.strip():
            raise ValidationError({"words": _("Write the words: this testimony has no recording.")})
        # A translation may stand half done: its opening and its words are not of one language yet.
        if self.testimony.medium == Medium.WORDS and self._is_original and self.opening.strip() not in self.words:
            raise ValidationError({"opening": _("The words hold no such sentence: take one from them as it was said.")})
        media = self.testimony.media
        if media and self.locale_id and media.language == self.locale.language_code:
            # From here it is translated, with all that is translated.
            self.transcript = self.transcript.strip() or media.transcript
        elif media and self.locale_id and not self.transcript.strip():
            raise ValidationError(
                {"transcript": _("The recording is in another language: write here what it says in this one.")}
            )


class Standing(models.Model):
    """Where a testimony stands. A row of its own: its drafts and approvals neither hold it nor bring it back."""

    testimony = models.OneToOneField(Testimony, on_delete=models.CASCADE, primary_key=True, related_name="standing")
    # The languages in which pages may show it, as they were when this was last told to search and caches.
    shown_in = models.JSONField(default=list)
    erased_at = models.DateTimeField(_("withdrawn"), null=True)
    # [storage, name] of each file that is still to be deleted.
    leftovers = models.JSONField(default=list)

    def __str__(self):
        return f"{self.testimony_id}: {', '.join(self.shown_in)}"


def refuse_erased(testimony_id: int | None) -> None:
    if testimony_id and Standing.objects.filter(testimony=testimony_id, erased_at__isnull=False).exists():
        raise ValidationError(_("This testimony was withdrawn: nothing can be written into it again."))
