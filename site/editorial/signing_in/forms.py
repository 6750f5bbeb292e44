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


class NamedForm:
    """The name of a passkey, as short as a list can show it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("Name"),
            help_text=_("By which you know it again, as in “Telephone” or “Key at the office”."),
            max_length=60,
            required=self.fields["name"].required,
        )


class AddPasskeyForm(NamedForm, AddWebAuthnForm):
    """Always one that signs in by itself, and asks for a finger, a face or a PIN."""

    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)


class RenamePasskeyForm(NamedForm, EditWebAuthnForm):
    pass
