"""The token of a page: what a beacon may say it was seen on. The same for everyone in an hour, so that pages can be kept ready.

    66~buyers~fr~12~3~0~~494001.mUkC2jQ5rKJfT3xlXnZgYw

Page, surface, locale, campaign, wave, channel, variant, hour since 1970 in UTC; then the first half of an HMAC-SHA256.
It names no visitor, and carries all that is counted, so that nothing is looked up.
"""

import base64
from urllib.parse import quote, unquote

from django.utils.crypto import constant_time_compare, salted_hmac

from core.served import Served

SALT = "reach beacon"
HOURS = 24  # that it is good for
HOUR = 3600  # seconds
LONGEST = 300  # characters


def issue(served: Served, now: float) -> str:
    """The token of an open page, at `now` in seconds since 1970."""
    words = [
        str(served.page),
        served.surface,
        quote(served.locale, safe=""),
        str(served.campaign),
        str(served.wave),
        str(served.channel),
        quote(served.variant, safe="").replace("~", "%7E"),
        str(int(now) // HOUR),
    ]
    body = "~".join(words)
    return f"{body}.{_signature(body)}"


def read(token: str, now: float) -> Served | None:
    """What a token says; None where it is forged, older than a day, or from an hour to come."""
    body, dot, signature = token.rpartition(".")
    if not dot or len(token) > LONGEST or not constant_time_compare(signature, _signature(body)):
        return None
    page, surface, locale, campaign, wave, channel, variant, hour = body.split("~")
    if not 0 <= int(now) // HOUR - int(hour) <= HOURS:
        return None
    return Served(
        kind="",
        surface=surface,
        page=int(page),
        locale=unquote(locale),
        campaign=int(campaign),
        wave=int(wave),
        channel=int(channel),
        variant=unquote(variant),
    )


def _signature(body: str) -> str:
    digest = salted_hmac(SALT, body, algorithm="sha256").digest()[:16]
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
