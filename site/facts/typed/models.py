"""What is kept of typed numbers: where they stand, and who answers for which."""

from collections.abc import Iterable
from typing import Self
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from core.words import plain_text

REASON = 500  # characters
Said = tuple[UUID, int, str, str]  # translation key of a page, its locale, the number, the digest of its sentence


class Kind(models.TextChoices):
    AMOUNT = "amount", _("amount")
    DURATION = "duration", _("duration or age")
    ARTICLE = "article", _("article of law")
    DATE = "date", _("date")
    HELPLINE = "helpline", _("number of a helpline")


class AnsweredNumber(models.Model):
    """Holds for a page in one language, draft and live alike, as long as the sentence stands as it does."""

    translation_key = models.UUIDField()
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(_("number"), max_length=255)
    sentence = models.TextField(_("sentence"))
    digest = models.CharField(max_length=64)
    reason = models.CharField(_("why it stays typed"), max_length=REASON)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(_("by"), max_length=255)  # as it was, should the account go
    created_at = models.DateTimeField(_("date"), auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer for a typed number")
        verbose_name_plural = _("answers for typed numbers")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale", "text", "digest"], name="one_answer_for_each_typed_number"
            )
        ]

    def __str__(self):
        return self.text

    def clean(self):
        super().clean()
        if not self.reason.strip():
            raise ValidationError({"reason": _("Say why this number stays typed.")})
        if refused := plain_text.refusal(self.reason):
            raise ValidationError({"reason": refused})

    @classmethod
    def of(cls, pages: Iterable[Page]) -> dict[Said, Self]:
        """All answers for these pages, in one query."""
        keys = {page.translation_key for page in pages}
        return {
            (one.translation_key, one.locale_id, one.text, one.digest): one
            for one in cls.objects.filter(translation_key__in=keys)
        }


class ReadPage(models.Model):
    """`version` says of which words, with which reader and which numbers of helplines a page was read."""

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="+")
    version = models.CharField(max_length=120)

    wagtail_reference_index_ignore = True

    def __str__(self):
        return self.version


class TypedNumberQuerySet(models.QuerySet):
    def saying(self, keys: Iterable[str]) -> Self:
        """Those that say any of these values."""
        return self.filter(key__in=set(keys) - {""}).select_related("page__locale")

    def with_answers(self) -> Self:
        """`is_answered` says whether somebody answers for it."""
        answers = AnsweredNumber.objects.filter(
            translation_key=OuterRef("page__translation_key"),
            locale=OuterRef("page__locale"),
            text=OuterRef("text"),
            digest=OuterRef("digest"),
        )
        return self.annotate(is_answered=Exists(answers))


class TypedNumber(models.Model):
    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=255)
    place = models.CharField(_("place"), max_length=500)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    key = models.CharField(max_length=80, db_index=True, blank=True)
    text = models.CharField(_("number"), max_length=255)
    sentence = models.TextField(_("sentence"))
    digest = models.CharField(max_length=64)
    is_live = models.BooleanField(_("public"))
    is_draft = models.BooleanField(_("in the draft"))

    objects = TypedNumberQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("typed number")
        verbose_name_plural = _("typed numbers")
        ordering = ["pk"]

    def __str__(self):
        return self.text
