"""The form that records a consent."""

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from core import uploads
from testimonies.consent.documents import EXTENSIONS, MAX_SIZE
from testimonies.consent.sealing import can_seal
from testimonies.models import Consent


class ConsentForm(forms.ModelForm):
    document = forms.FileField(
        label=_("document"),
        required=False,
        validators=[FileExtensionValidator(EXTENSIONS)],
        help_text=_(
            "The signed paper, up to 10 MB. It is encrypted, with its name; two roles open it, and each look is recorded."
        ),
    )

    class Meta:
        model = Consent
        fields = ["uses", "languages", "valid_from", "valid_until"]
        widgets = {
            "valid_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "valid_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean_document(self):
        upload = self.cleaned_data["document"]
        if upload is None and not self.instance.testimony.is_demonstration:
            raise forms.ValidationError(
                _("Add the document that was signed: only what was written for a demonstration has none.")
            )
        if upload is not None and upload.size > MAX_SIZE:
            raise forms.ValidationError(_("This file is larger than 10 MB."))
        if upload is not None:
            uploads.check(upload, EXTENSIONS)
        if upload is not None and not can_seal():
            raise forms.ValidationError(
                _("It cannot be encrypted: CONSENT_KEY is not set. Ask the person who runs the site to set it.")
            )
        return upload
