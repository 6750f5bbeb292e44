"""Video and audio with captions and transcript."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import ALLOWED_EXTENSIONS_THUMBNAIL, AbstractMedia, Media

from core.models.licence import Licence, licences
from core.models.shown_live import ShownLive
from core.models.uploaded import Accepted, Uploaded, digest_of
from core.models.withdrawal import Withdrawable
from core.words import languages


class CampaignMedia(Uploaded, ShownLive, Withdrawable, AbstractMedia):
    """One file in one language. A video says its words in captions, and both say them in a transcript."""

    language = models.CharField(_("language"), max_length=10, choices=languages.choices, default=settings.LANGUAGE_CODE)
    captions = models.FileField(
        _("captions"),
        upload_to="captions",
        blank=True,
        validators=[FileExtensionValidator(["vtt"])],
        help_text=_("A WebVTT file (.vtt) in the language of the video."),
    )
    transcript = models.TextField(
        _("transcript"), blank=True, help_text=_("All that is said and shown, for who cannot hear, see or load it.")
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=licences, default=Licence.RESERVED)

    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)  # empty: stored before it was asked

    file_fields = ("file", "captions", "thumbnail")
    approved_fields = ("file", "captions", "transcript")
    admin_form_fields = [*Media.admin_form_fields, "language", "captions", "transcript", "credit", "licence"]

    class Meta:
        verbose_name = _("video or sound")
        verbose_name_plural = _("video and sound")
        indexes = [
            models.Index(fields=[field], name=f"media_by_{field}") for field in ("file", "captions", "thumbnail")
        ]

    def save(self, *args, **kwargs):
        self.remove_traces()
        if self.file and not self.file._committed:
            for name, value in self.measured(self.file).items():
                setattr(self, name, value)
        super().save(*args, **kwargs)

    def measured(self, file: File) -> dict[str, Any]:
        return {"sha256": digest_of(file)}

    @property
    def accepted(self) -> dict[str, Accepted]:
        kinds = settings.WAGTAILMEDIA.get(f"{self.type.upper()}_EXTENSIONS", [])
        return {
            "file": (kinds, settings.MEDIA_MAX_UPLOAD_SIZE),
            "captions": (["vtt"], settings.CAPTIONS_MAX_UPLOAD_SIZE),
            "thumbnail": (ALLOWED_EXTENSIONS_THUMBNAIL, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE),
        }

    @property
    def approved_words(self) -> str:
        """What is approved with the page that shows it, beside the file itself."""
        return f"{self.captions.name} {self.transcript}"

    def clean(self):
        super().clean()
        if not self.transcript:
            raise ValidationError(
                {"transcript": _("Write the transcript: some visitors cannot hear, see or load the file.")}
            )
        if self.type == "video" and not self.captions:
            raise ValidationError(
                {"captions": _("Add the captions as a .vtt file: the video cannot be shown without them.")}
            )
