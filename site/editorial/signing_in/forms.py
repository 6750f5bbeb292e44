"""allauth's forms, as far as they differ here."""

from allauth.account.forms import LoginForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Username")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""
        self.fields["login"].widget.attrs["autofocus"] = True


class AddPasskeyForm(AddWebAuthnForm):
    """Always one that signs in by itself, and asks for a finger, a face or a PIN."""

    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)
    field_order = ["name", "credential", "passwordless"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name_field(self)


class RenamePasskeyForm(EditWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name_field(self)


def name_field(form) -> None:
    form.fields["name"].label = _("Name")
    form.fields["name"].help_text = _("By which you know it again, as in “Telephone” or “Key at the office”.")
    form.fields["name"].max_length = 60
    form.fields["name"].validators.append(forms.fields.validators.MaxLengthValidator(60))
    form.fields["name"].widget.attrs["maxlength"] = 60
