"""Facts and helplines: what is the same in all languages is stored once; the words are translated beside it."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.audiences import every_choice as every_audience
from core.publication.sign_off import SignedOff
from core.text.fields import ChoicesField
from facts import values
from facts.readers.first_calls import FirstCalls  # noqa: F401 (a model of this room)
from facts.typed.models import AnsweredNumber, ReadPage, TypedNumber  # noqa: F401 (as above)
from facts.values import Unit

language_code = RegexValidator(r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$", _("A code such as fr, en or zh-Hans."))
PLACEHOLDER = re.compile(r"\{[^}]*\}?|\}")


class Snippet(SignedOff, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, index.Indexed, models.Model):
    """Drafts, workflow and history, as pages have."""

    class Meta:
        abstract = True


class Sourced(Snippet):
    """Where a statement comes from and until when it is trusted."""

    # Fields: what `verified_on` says of them ends with a change of theirs.
    held_against_its_source: tuple[str, ...] = ()

    name = models.CharField(_("name"), max_length=100, unique=True, help_text=_("For the team, in lists."))
    source_title = models.CharField(
        _("source"),
        max_length=200,
        blank=True,
        help_text=_("The title of the text or publication, in its own language."),
    )
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    source_language = models.CharField(
        _("language of the source"),
        max_length=10,
        default=settings.LANGUAGE_CODE,
        validators=[language_code],
        help_text=_("The code of the language of its title, as in fr."),
    )
    source_date = models.DateField(_("date of the source"), null=True, blank=True)
    verified_on = models.DateField(
        _("verified on"),
        null=True,
        blank=True,
        help_text=_("The last day on which somebody held it against its source."),
    )
    review_by = models.DateField(
        _("review by"), null=True, blank=True, help_text=_("From the day after, it is listed as due for review.")
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("live")]

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        today = timezone.localdate()
        if self.verified_on and self.verified_on > today:
            raise ValidationError({"verified_on": _("This day is still to come.")})
        if self.source_date and self.source_date > today:
            raise ValidationError({"source_date": _("This day is still to come.")})
        if self.verified_on and self.review_by and self.review_by < self.verified_on:
            raise ValidationError({"review_by": _("The review would be before the verification.")})

    def refuse_former_verification(self) -> None:
        """A page would say that the new value was verified on a day before it was written. For `clean`, at its end."""
        if self.pk is None or self.verified_on in (None, timezone.localdate()):
            return
        live = type(self)._base_manager.filter(pk=self.pk, live=True).first()
        if live is None or live.verified_on != self.verified_on:
            return
        if any(getattr(self, name) != getattr(live, name) for name in self.held_against_its_source):
            raise ValidationError(
                {
                    "verified_on": _(
                        "On that day something else was verified: give the day on which this was read in its source."
                    )
                }
            )

    @property
    def is_overdue(self) -> bool:
        return self.review_by is not None and self.review_by < timezone.localdate()

    @property
    def has_source(self) -> bool:
        return bool(self.source_title and self.source_url)


class Wording(TranslatableMixin, Snippet):
    """The words of something in one language."""

    class Meta(TranslatableMixin.Meta):
        abstract = True


class Fact(PreviewableMixin, Sourced):
    """A sourced, dated statement whose value is one value in all languages."""

    chooser_words = _("Choose a fact"), _("Choose another fact")

    class Confidence(models.TextChoices):
        HIGH = "high", _("high: official, or two sources that agree")
        MEDIUM = "medium", _("medium: one source, or a secondary one")

    value = models.CharField(
        _("value"),
        max_length=60,
        blank=True,
        help_text=_("Digits alone: 1500, a range as 7000..10000, a date as 2016-04-13."),
    )
    unit = models.CharField(_("unit"), max_length=10, choices=Unit, default=Unit.NONE, blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    in_force_until = models.DateField(_("in force until"), null=True, blank=True)
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence, default=Confidence.HIGH)
    withheld_from = ChoicesField(
        _("not to be shown to"),
        choices=every_audience,
        help_text=_("True, and yet not for everybody: no page for these audiences shows it."),
    )
    withheld_because = models.CharField(
        _("why not"),
        max_length=250,
        blank=True,
        help_text=_("Told to whoever would show it there: what they would learn from it."),
    )

    held_against_its_source = "value", "unit"
    # The chooser leaves some out by their number, also of what is searched for.
    search_fields = [*Sourced.search_fields, index.FilterField("id")]

    class Meta(Sourced.Meta):
        verbose_name = _("fact")
        verbose_name_plural = _("facts")

    def clean(self):
        super().clean()
        try:
            parsed = values.parse(self.value, self.unit)
        except ValueError as error:
            raise ValidationError({"value": error.args[0]}) from None
        self.value = parsed.canonical() if parsed else ""
        if self.in_force_from and self.in_force_until and self.in_force_until < self.in_force_from:
            raise ValidationError({"in_force_until": _("The end is before the start.")})
        if self.withheld_from and not self.withheld_because.strip():
            raise ValidationError({"withheld_because": _("Say why these audiences are not to be shown it.")})
        self.refuse_former_verification()

    def written(self, language: str) -> str:
        """The value as the language writes it; empty for a fact without value."""
        parsed = values.parse(self.value, self.unit)
        return parsed.written(language) if parsed else ""

    @property
    def in_force(self) -> bool:
        today = timezone.localdate()
        return not (self.in_force_from and self.in_force_from > today) and not (
            self.in_force_until and self.in_force_until < today
        )

    def get_preview_template(self, request, mode_name):
        return "facts/preview.html"

    def get_preview_context(self, request, mode_name):
        from facts.shelf import ShownFact

        wordings = self.wordings.select_related("locale").order_by("locale_id")
        return {
            "facts": [ShownFact(self, wording, wording.locale.language_code) for wording in wordings],
            "request": request,
        }


class FactWording(Wording):
    """What a fact says in one language; `{value}` stands for its value."""

    fact = models.ForeignKey(Fact, verbose_name=_("fact"), on_delete=models.CASCADE, related_name="wordings")
    label = models.CharField(
        _("label"),
        max_length=200,
        help_text=_("What the value is, in a few words that follow it: “fine for a first purchase”."),
    )
    sentence = models.TextField(
        _("sentence"), max_length=500, help_text=_("The whole statement. Write {value} where the value stands.")
    )

    translatable_fields = [
        SynchronizedField("fact", overridable=False),
        TranslatableField("label"),
        TranslatableField("sentence"),
    ]
    search_fields = [
        index.SearchField("label"),
        index.SearchField("sentence"),
        index.AutocompleteField("label"),
        index.FilterField("locale"),
    ]

    class Meta(Wording.Meta):
        verbose_name = _("wording of a fact")
        verbose_name_plural = _("wordings of facts")
        unique_together = [*TranslatableMixin.Meta.unique_together, ("fact", "locale")]
        ordering = ["label"]

    def __str__(self):
        return self.label

    def clean(self):
        super().clean()
        wrong = [found for found in PLACEHOLDER.findall(self.sentence) if found != "{value}"]
        if wrong:
            raise ValidationError(
                {"sentence": _("Only {value} may stand in braces, not %(found)s.") % {"found": wrong[0]}}
            )
        if "{value}" in self.sentence and self.fact_id and not self.fact.unit:
            raise ValidationError({"sentence": _("This fact has no value: leave {value} out.")})
        self._refuse_typed_value()

    def _refuse_typed_value(self) -> None:
        """The value of the fact itself, typed in its words, would stay when the fact changes."""
        from facts.typed.numbers import key_of
        from facts.typed.text.finder import found

        if not (self.fact_id and self.locale_id and (key := key_of(self.fact.value, self.fact.unit))):
            return
        language = self.locale.language_code
        for name, remedy in (
            ("label", _("“%(number)s” is the value of this fact, which stands beside the label: leave it out.")),
            ("sentence", _("“%(number)s” is the value of this fact: write {value} in its place.")),
        ):
            for typed in found(getattr(self, name), language, rich=False):
                if typed.key == key:
                    raise ValidationError({name: remedy % {"number": typed.text}})


class Helpline(Sourced):
    """A service that listens, reached in ways that are the same in all languages."""

    chooser_words = _("Choose a helpline"), _("Choose another helpline")
    held_against_its_source = "number", "sms_number", "chat_url"

    class Kind(models.TextChoices):
        EMERGENCY = "emergency", _("emergency service")
        LISTENING = "listening", _("listening service")
        INFORMATION = "information", _("information, or a site")

    class Cost(models.TextChoices):
        FREE = "free", _("free")
        LOCAL = "local", _("price of a call")

    number = models.CharField(_("telephone number"), max_length=30, blank=True)
    sms_number = models.CharField(_("SMS number"), max_length=30, blank=True)
    chat_url = models.URLField(_("address of the chat"), blank=True)
    website = models.URLField(_("web site"), blank=True)
    spoken = ChoicesField(_("languages spoken"), choices=settings.LANGUAGES)
    cost = models.CharField(_("cost"), max_length=10, choices=Cost, default=Cost.FREE)
    always_open = models.BooleanField(_("day and night, every day"), default=False)
    audiences = ChoicesField(_("audiences"), choices=every_audience, help_text=_("Pages for these audiences show it."))
    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=Kind,
        default=Kind.INFORMATION,
        help_text=_("Emergency services are for danger. A listening service has somebody who answers and listens."),
    )
    listens_to = ChoicesField(
        _("whom it listens to"),
        choices=every_audience,
        help_text=_(
            "Of a listening service: who may call it about themselves. No others are promised that it listens."
        ),
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta(Sourced.Meta):
        ordering = ["sort_order", "name"]
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")

    def clean(self):
        super().clean()
        for name in ("number", "sms_number"):
            value = getattr(self, name)
            if value and not re.fullmatch(r"\+?[\d ]{2,20}", value):
                raise ValidationError({name: _("Digits and spaces alone, with + before a country's code.")})
        if not (self.number or self.sms_number or self.chat_url or self.website):
            raise ValidationError(_("Give at least one way to reach it: telephone, SMS, chat or web site."))
        self._clean_kind()
        self.refuse_former_verification()

    def _clean_kind(self) -> None:
        listens = self.kind == self.Kind.LISTENING
        if listens and not (self.number or self.sms_number or self.chat_url):
            raise ValidationError(
                {"kind": _("Nobody listens on a web site alone: give a telephone, an SMS or a chat.")}
            )
        if listens != bool(self.listens_to):
            raise ValidationError({"listens_to": _("Say whom it listens to, of a listening service and of no other.")})

    @property
    def is_emergency(self) -> bool:
        return self.kind == self.Kind.EMERGENCY

    @property
    def spoken_names(self) -> str:
        """The languages spoken, each by the name that it gives itself."""
        return gettext(", ").join(get_language_info(code)["name_local"] for code in self.spoken)

    @property
    def dialled(self) -> str:
        return self.number.replace(" ", "")

    @property
    def texted(self) -> str:
        return self.sms_number.replace(" ", "")


class HelplineWording(Wording):
    """What a helpline is called and does, in one language."""

    helpline = models.ForeignKey(
        Helpline, verbose_name=_("helpline"), on_delete=models.CASCADE, related_name="wordings"
    )
    title = models.CharField(_("title"), max_length=120)
    purpose = models.CharField(_("what it is for"), max_length=250)
    hours = models.CharField(
        _("hours"), max_length=150, blank=True, help_text=_("Empty where it is open day and night.")
    )
    note = models.CharField(_("note"), max_length=250, blank=True)

    translatable_fields = [
        SynchronizedField("helpline", overridable=False),
        TranslatableField("title"),
        TranslatableField("purpose"),
        TranslatableField("hours"),
        TranslatableField("note"),
    ]
    search_fields = [
        index.SearchField("title"),
        index.SearchField("purpose"),
        index.AutocompleteField("title"),
        index.FilterField("locale"),
    ]

    class Meta(Wording.Meta):
        verbose_name = _("wording of a helpline")
        verbose_name_plural = _("wordings of helplines")
        unique_together = [*TranslatableMixin.Meta.unique_together, ("helpline", "locale")]
        ordering = ["title"]

    def __str__(self):
        return self.title
