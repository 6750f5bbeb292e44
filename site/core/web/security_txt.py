"""To whom flaws of the site are reported, where whoever finds one looks first (RFC 9116)."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.navigation.frame import Frame

PATH = ".well-known/security.txt"
GOOD_FOR = timedelta(days=180)  # the standard asks for less than a year; it is made anew each day
AN_HOUR = 3600  # seconds


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def security_txt(request: HttpRequest) -> HttpResponse:
    """404 where the operator has given no address."""
    address = Frame.of(request).operator.security_email
    text = "\n".join(lines(address, timezone.now())) if address else "404"
    response = HttpResponse(f"{text}\n", status=200 if address else 404, content_type="text/plain; charset=utf-8")
    response.language_is_given = True
    return response


def lines(address: str, now: datetime) -> list[str]:
    expires = datetime.combine(now.astimezone(UTC).date() + GOOD_FOR, time(tzinfo=UTC))
    return [
        f"Contact: mailto:{address}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(dict.fromkeys([settings.LANGUAGE_CODE, 'en']))}",
        f"Canonical: {settings.BASE_URL}/{PATH}",
    ]


urls = [path(PATH, security_txt, name="security_txt")]
