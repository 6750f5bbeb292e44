"""Documents with their language, licence and checksum."""

from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.utils.file import hash_filelike

from core.models.licence import licences, public_licence
from core.models.shown_live import ShownLive
from core.models.uploaded import Accepted, Uploaded, digest_of
from core.models.withdrawal import Withdrawable
from core.words import languages


class CampaignDocument(Uploaded, ShownLive, Withdrawable, AbstractDocument):
    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        choices=languages.choices,
        help_text=_("Empty: no words, or several languages."),
    )
    licence = models.CharField(_("licence"), max_length=20, choices=licences, default=public_licence)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)

    approved_fields = ("file", "title")
    admin_form_fields = [*Document.admin_form_fields, "language", "licence"]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def accepted(self) -> dict[str, Accepted]:
        return {"file": (settings.WAGTAILDOCS_EXTENSIONS, settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)}

    def clean(self):
        """The form that completes an upload of several has no file: it was checked before, and Wagtail's own rule needs one."""
        if self.file:
            super().clean()

    def save(self, *args, **kwargs):
        self.remove_traces()
        if (self.file and not getattr(self.file, "_committed", True)) or not self.sha256:
            for name, value in self.measured(self.file).items():
                setattr(self, name, value)
        super().save(*args, **kwargs)

    def measured(self, file: File) -> dict[str, Any]:
        return {"sha256": digest_of(file), "file_size": file.size, "file_hash": hash_filelike(file)}

    @property
    def approved_words(self) -> str:
        """What is approved with the page that offers it, beside the file itself."""
        return self.title

    @property
    def format(self) -> str:
        return self.file_extension.upper()
