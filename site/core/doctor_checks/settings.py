"""Whether the settings are safe for a site that anybody can reach."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.http.request import validate_host
from wagtail.models import Site

from core.upkeep.doctor import Finding, check, ok, problem, warning

LOCAL = {"localhost", "127.0.0.1", "::1"}


@check("settings")
def deployment() -> Iterator[Finding]:
    """Those of `manage.py check --deploy`, and what only we know."""
    found = [message for message in checks.run_checks(include_deployment_checks=True) if not message.is_silenced()]
    for message in found:
        if message.level >= checks.WARNING and not str(message.id).startswith("mail."):  # asked by itself
            level = problem if message.level >= checks.ERROR or (message.id in SERIOUS and not _is_local()) else warning
            yield level(
                f"{message.id}: {message.msg}".splitlines()[0], str(message.hint or SERIOUS.get(message.id) or RUN)
            )
    yield from _wrong()


RUN = "Run `manage.py check --deploy`, which says more."
SERIOUS = {
    "security.W008": "Set HTTPS=on (the default), name the proxy in TRUSTED_PROXIES, and let it end TLS.",
    "security.W009": "Set SECRET_KEY to at least 50 random characters, the same on every node.",
    "security.W012": "Set HTTPS=on: the session's cookie then goes over TLS alone.",
    "security.W016": "Set HTTPS=on: the cookie against forged requests then goes over TLS alone.",
    "security.W018": "Set DEBUG=off, or leave it out.",
}


def _is_local() -> bool:
    return urlsplit(settings.BASE_URL).hostname in LOCAL


def _wrong() -> Iterator[Finding]:
    host = urlsplit(settings.BASE_URL).hostname or ""
    wrong = False
    if "*" in settings.ALLOWED_HOSTS:
        wrong = True
        yield problem("ALLOWED_HOSTS allows every name.", "Name the hosts of the site in ALLOWED_HOSTS, without *.")
    elif not validate_host(host, settings.ALLOWED_HOSTS):
        wrong = True
        yield problem(f"BASE_URL is at {host}, which ALLOWED_HOSTS does not allow.", f"Add {host} to ALLOWED_HOSTS.")
    if settings.HTTPS and not settings.BASE_URL.startswith("https://"):
        wrong = True
        yield problem("HTTPS is on, and BASE_URL begins with http://.", "Write https:// in BASE_URL.")
    if not wrong:
        yield ok(f"The site answers to {', '.join(settings.ALLOWED_HOSTS)} and calls itself {settings.BASE_URL}.")


@check("proxy")
def proxy() -> Finding:
    if settings.HTTPS and not settings.TRUSTED_PROXIES:
        return problem(
            "HTTPS is on and TRUSTED_PROXIES names no proxy: `serve` speaks HTTP, so each page is redirected to itself.",
            "Let a proxy end TLS and set X-Forwarded-Proto, and name its address in TRUSTED_PROXIES.",
        )
    return ok(
        "A proxy ends TLS." if settings.TRUSTED_PROXIES else "No proxy, and no HTTPS: on one's own machine alone."
    )


@check("site", needs_database=True)
def site_record() -> Finding:
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return problem("No site is the default.", "Make one in the admin: Settings → Sites.")
    if site.root_url != settings.BASE_URL:
        remedy = "Make them agree: Settings → Sites in the admin, or BASE_URL in the environment."
        level = warning if _is_local() else problem
        return level(f"The site's record says {site.root_url}, and BASE_URL {settings.BASE_URL}.", remedy)
    return ok(f"The site's record says {site.root_url}, as BASE_URL does.")
