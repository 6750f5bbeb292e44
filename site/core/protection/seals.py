"""What only a key opens: sealed with Fernet (https://github.com/fernet/spec): AES in CBC mode, authenticated by HMAC-SHA256."""

from collections.abc import Callable
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.functional import Promise


class SealingError(Exception):
    """Something cannot be sealed or opened; the message says which variable to set."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Seal:
    """`keys` names the setting with the keys: the first seals, all open. `absent` and `unknown` say that there is none, or none that opens."""

    keys: str
    absent: str | Promise
    unknown: str | Promise

    def can_seal(self) -> bool:
        return bool(getattr(settings, self.keys))

    def seal(self, clear: bytes) -> bytes:
        """With the first key."""
        return self._all().encrypt(clear)

    def unseal(self, sealed: bytes) -> bytes:
        """With whichever key it was sealed with."""
        return self._opened(self._all().decrypt, sealed)

    def seal_anew(self, sealed: bytes) -> bytes:
        """Sealed with the first key, whichever it was sealed with."""
        return self._opened(self._all().rotate, sealed)

    def _opened(self, act: Callable[[bytes], bytes], sealed: bytes) -> bytes:
        try:
            return act(sealed)
        except InvalidToken:
            raise SealingError(str(self.unknown)) from None

    def _all(self) -> MultiFernet:
        if not self.can_seal():
            raise SealingError(str(self.absent))
        return MultiFernet([Fernet(key) for key in getattr(settings, self.keys)])
