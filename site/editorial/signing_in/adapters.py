"""How allauth behaves here: nobody signs up, no address leaves the request, and secrets lie sealed in the database."""

import base64
import hashlib
import secrets
import time

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.signing_in.door import devices, sessions, throttling
from editorial.signing_in.second_factor import factors

FRESH = 300  # seconds after signing in, in which one need not say again who one is
# What the page that follows shows by itself.
QUIET = tuple(f"{name}.txt" for name in ("account/messages/logged_in", "mfa/messages/recovery_codes_generated"))


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        return False

    def get_client_ip(self, request) -> str:
        """allauth puts it into the keys of its limits, and nowhere else here."""
        return throttling.sender(request)

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        """Of the account; of one that has signed in from this device before, for this device alone."""
        key = super()._get_login_attempts_cache_key(request, **credentials)
        device = devices.number(request, credentials.get("username", ""))
        return f"{key}:{device}" if device else key

    def is_safe_url(self, url) -> bool:
        """Within this very site: its other names may be another's."""
        return url_has_allowed_host_and_scheme(url, {self.request.get_host()}, self.request.is_secure())

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        if message_template not in QUIET:
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_login_stages(self) -> list[str]:
        return ["editorial.signing_in.second_factor.stages.SecondFactorStage"]

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        return time.time() - self.request.session.get(sessions.BEGAN, 0) > FRESH


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": gettext_lazy(
            "This is your only second factor, and your role needs one: add another first."
        )
    }

    def get_totp_label(self, user) -> str:
        return user.get_username()

    def get_totp_issuer(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def build_totp_svg(self, url: str) -> str:
        return segno.make(url, error="m").svg_inline(border=4, light="#fff", omitsize=True, svgclass="signing-in__code")

    def _get_site_name(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def generate_authenticator_name(self, user, type) -> str:
        return _("Passkey %(number)d") % {"number": factors.of(user).filter(type=type).count() + 1}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return factors.may_be_removed(authenticator)

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Under another SECRET_KEY nothing can be read: then no code is right."""
        try:
            return _seal().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _seal() -> Fernet:
    key = hashlib.sha256(f"editorial.signing_in {settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
