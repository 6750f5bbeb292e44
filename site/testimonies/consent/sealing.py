"""Documents at rest are sealed with Fernet (https://github.com/fernet/spec): AES in CBC mode, authenticated by HMAC-SHA256."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _


class SealingError(Exception):
    """A document cannot be sealed or opened; the message says which variable to set."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


def seal(clear: bytes) -> bytes:
    """With the first key of CONSENT_KEY."""
    return _keys().encrypt(clear)


def unseal(sealed: bytes) -> bytes:
    """With whichever key of CONSENT_KEY it was sealed with."""
    return _opened(_keys().decrypt, sealed)


def seal_anew(sealed: bytes) -> bytes:
    """Sealed with the first key, whichever it was sealed with."""
    return _opened(_keys().rotate, sealed)


def can_seal() -> bool:
    return bool(settings.CONSENT_KEYS)


def _opened(act, sealed: bytes) -> bytes:
    try:
        return act(sealed)
    except InvalidToken:
        raise SealingError(
            _("No key in CONSENT_KEY opens this document: put the key that sealed it back, after the newer one.")
        ) from None


def _keys() -> MultiFernet:
    if not settings.CONSENT_KEYS:
        raise SealingError(_("CONSENT_KEY is not set: documents of consents are neither stored nor opened without it."))
    return MultiFernet([Fernet(key) for key in settings.CONSENT_KEYS])
