"""What somebody agreed to. A consent is recorded once and never changed: another one takes its place."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from core.text.fields import ChoicesField
from core.words import languages
from testimonies.models.testimony import Testimony, refuse_erased

LONGEST = 30  # years


class Use(models.TextChoices):
    """What a testimony may be used for."""

    WEBSITE = "website", _("this web site")
    PRINT = "print", _("posters and leaflets")
    SOCIAL = "social", _("social networks")
    PRESS = "press", _("press")
    KITS = "kits", _("kits for education")
    PARTNERS = "partners", _("partners’ sites and publications")


class Consent(models.Model):
    """Uses, languages and period; valid from the start of its first day to the end of its last.

    Name and address of the person are in no field: they lie in the document, which is encrypted.
    """

    testimony = models.ForeignKey(
        Testimony, verbose_name=_("testimony"), on_delete=models.PROTECT, related_name="consents"
    )
    uses = ChoicesField(_("uses"), choices=Use, blank=False)
    languages = ChoicesField(_("languages"), choices=languages.choices, blank=False)
    valid_from = models.DateField(_("first day"), default=timezone.localdate)
    valid_until = models.DateField(_("last day"))
    created_at = models.DateTimeField(_("recorded"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["valid_from", "pk"]
        default_permissions = ("add", "view")
        permissions = [("withdraw_consent", gettext_noop("Can withdraw consents"))]

    def __str__(self):
        return f"{self.testimony_id}: {self.valid_from} – {self.valid_until}"

    def clean(self):
        super().clean()
        refuse_erased(self.testimony_id)
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": _("The last day is before the first.")})
        if self.valid_from and self.valid_until and self.valid_until.year - self.valid_from.year > LONGEST:
            raise ValidationError({"valid_until": _("Nobody agrees for so long: choose a day on which to ask again.")})

    @property
    def use_names(self) -> str:
        return ", ".join(str(Use(use).label) for use in self.uses)

    @property
    def language_names(self) -> str:
        names = dict(settings.LANGUAGES)
        return ", ".join(str(names.get(code, code)) for code in self.languages)


class ConsentDocument(models.Model):
    """The signed paper, as a file that only the key opens; even what it was called lies inside it."""

    consent = models.OneToOneField(Consent, on_delete=models.CASCADE, related_name="document")
    file_name = models.CharField(max_length=100, unique=True)
    stored_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("document of a consent")
        verbose_name_plural = _("documents of consents")
        default_permissions = ("view",)

    def __str__(self):
        return self.file_name
