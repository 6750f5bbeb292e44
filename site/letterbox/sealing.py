"""The seal of messages."""

from django.utils.translation import gettext_lazy as _

from core.protection.seals import Seal

MESSAGES = Seal(
    "MESSAGE_KEYS",
    absent=_("MESSAGE_KEY is not set: messages are neither taken nor opened without it."),
    unknown=_("No key in MESSAGE_KEY opens this message: put the key that sealed it back, after the newer one."),
)
