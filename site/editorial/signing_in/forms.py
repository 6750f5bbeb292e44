"""allauth's forms, as far as they differ here."""

from allauth.account.forms import LoginForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from editorial.signing_in.second_factor import factors


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Username")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""
        self.fields["login"].widget.attrs["autofocus"] = True


class OnceForm:
    """allauth remembers a code for its own half minute, and on one node; here nobody uses again what was seen over a shoulder."""

    def clean_code(self) -> str:
        code = super().clean_code()
        if not factors.use_up(self.authenticator, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(OnceForm, AuthenticateForm):
    pass


class CodeAgainForm(OnceForm, ReauthenticateForm):
    pass


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
