"""A device that has signed in before is counted apart: strangers who guess cannot lock out who has the right password.

Its cookie holds a number drawn for it, and a digest of the account: signed, of the team's area alone, and good for nothing
but a count of its own. Whoever steals it may guess as often as anybody may, and no more.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

COOKIE, PATH, SALT = "known_device", "/admin/", "editorial.signing_in.devices"
AGE = 180 * 24 * 3600  # seconds since one last signed in with it


def number(request: HttpRequest, username: str) -> str:
    """Of the device, where this account has signed in with it; else empty."""
    try:
        account, drawn = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return drawn if constant_time_compare(account, _digest(username)) else ""


def remember(request: HttpRequest, response: HttpResponse, username: str) -> None:
    drawn = number(request, username) or secrets.token_urlsafe(12)
    response.set_cookie(
        COOKIE,
        signing.dumps([_digest(username), drawn], salt=SALT),
        max_age=AGE,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _digest(username: str) -> str:
    return salted_hmac(SALT, username.lower(), algorithm="sha256").hexdigest()[:24]
