"""The token of a page: what a beacon may say it was seen on. The same for everyone in an hour, so that pages can be kept ready.

    66~buyers~fr~12~3~0~~59c~494001.mUkC2jQ5rKJfT3xlXnZgYw

Page, surface, locale, campaign, wave, channel, variant, a letter for each kind of event that the page can have, hour since 1970
in UTC; then the first half of an HMAC-SHA256. It names no visitor, and carries all that is counted, so that nothing is looked up.
"""

import base64
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import quote, unquote

from django.utils.crypto import constant_time_compare, salted_hmac

from core.measures.indicators import Indicator
from serving.served import Served

SALT = "reach beacon, with its kinds"
HOURS = 24  # that it is good for
HOUR = 3600  # seconds
LONGEST = 300  # characters
LETTERS = {
    Indicator.READ_50.value: "5",
    Indicator.READ_90.value: "9",
    Indicator.CTA_CALL.value: "c",
    Indicator.CHECK_DONE.value: "d",
    Indicator.VIDEO_END.value: "e",
    Indicator.STAGE_INFO.value: "g",
    Indicator.VIDEO_HALF.value: "h",
    Indicator.CTA_SMS.value: "m",
    Indicator.SHARE.value: "p",
    Indicator.CHECK_START.value: "q",
    Indicator.VIDEO_START.value: "s",
    Indicator.CTA_CHAT.value: "t",
}
CAUSED = frozenset(LETTERS)  # what a view can lead to, and a browser tells
KINDS = {letter: kind for kind, letter in LETTERS.items()}


class Token(NamedTuple):
    """What a token says: its page, what can be told of it, and the hour since 1970 in which it was given."""

    served: Served
    kinds: frozenset[str]
    hour: int


def issue(served: Served, now: float, kinds: Collection[str]) -> str:
    """The token of an open page that can lead to these kinds, at `now` in seconds since 1970."""
    words = [
        str(served.page),
        served.surface,
        quote(served.locale, safe=""),
        str(served.campaign),
        str(served.wave),
        str(served.channel),
        quote(served.variant, safe="").replace("~", "%7E"),
        "".join(sorted(LETTERS[kind] for kind in kinds if kind in LETTERS)),
        str(int(now) // HOUR),
    ]
    body = "~".join(words)
    return f"{body}.{_signature(body)}"


def read(token: str, now: float) -> Token | None:
    """What a token says; None where it is forged, older than a day, or from an hour to come."""
    body, dot, signature = token.rpartition(".")
    if not dot or len(token) > LONGEST or not constant_time_compare(signature, _signature(body)):
        return None
    page, surface, locale, campaign, wave, channel, variant, letters, hour = body.split("~")
    if not 0 <= int(now) // HOUR - int(hour) <= HOURS:
        return None
    served = Served(
        kind="",
        surface=surface,
        page=int(page),
        locale=unquote(locale),
        campaign=int(campaign),
        wave=int(wave),
        channel=int(channel),
        variant=unquote(variant),
    )
    return Token(served, frozenset(KINDS[letter] for letter in letters), int(hour))


def _signature(body: str) -> str:
    digest = salted_hmac(SALT, body, algorithm="sha256").digest()[:16]
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
