"""The page's side: a page offers itself to be kept, and is then rendered for nobody in particular."""

import random
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from serving.page_cache.asking import declared

ASKED = "aller-vers.page-cache"
OFFERED = "aller-vers.page-cache.parameters"
ENDS = "aller-vers.page-cache.ends"
ASKED_VARIANT = "aller-vers.page-cache.variant"
VARIANTS = "aller-vers.page-cache.variants"
ABSENT = "aller-vers.page-cache.absent"
LOCATION = "aller-vers.page-cache.location"
LASTS = "aller-vers.page-cache.lasts"
CHANCE = random.SystemRandom()  # processes that were forked do not draw alike
# What the address of a request is made of; everything else that a client sends is the visitor's own.
OF_THE_ADDRESS = {"HTTP_HOST", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT"}


def offer(request: HttpRequest, page: Any) -> None:
    """Say that what follows may be kept, where the page cache asks and the page has no parameters without bounds."""
    if ASKED not in request.META or page.query_parameters is None:
        return
    _forget_visitor(request)
    query = declared(request.META.get("QUERY_STRING", ""), page.query_parameters)
    request.META["QUERY_STRING"] = query
    request.GET = QueryDict(query)
    request.META[OFFERED] = page.query_parameters


def offer_absence(request: HttpRequest, parameters: frozenset[str]) -> None:
    """Say that there is no page at this address, and that this may be kept, for each value of these parameters: one that was withdrawn is asked for as often as before."""
    if ASKED in request.META and OFFERED not in request.META:
        _forget_visitor(request)
        request.META[OFFERED], request.META[ABSENT] = parameters, True


def offer_leading(request: HttpRequest, location: Callable[[str], str], seconds: float) -> None:
    """Say that this short address leads to what `location` makes of a query, and that this may be kept for so long, unless something changes."""
    if ASKED in request.META:
        _forget_visitor(request)
        request.META |= {OFFERED: frozenset(), LOCATION: location, LASTS: seconds}


def offer_variants(request: HttpRequest, names: tuple[str, ...]) -> None:
    """Say that this page has several wordings, each to be kept for itself, of which every view draws one."""
    request.META[VARIANTS] = names


def draw(names: tuple[str, ...]) -> str:
    """One of the wordings, each as likely as the others, whatever was drawn before."""
    return CHANCE.choice(names)


def _forget_visitor(request: HttpRequest) -> None:
    """Neither cookies, languages, browser nor address: a template that read one would show it to everybody."""
    proxy = settings.SECURE_PROXY_SSL_HEADER
    kept = OF_THE_ADDRESS | ({proxy[0]} if proxy else set())
    for name in [name for name in request.META if name.startswith("HTTP_") and name not in kept]:
        del request.META[name]
    request.META["REMOTE_ADDR"] = ""
    request.COOKIES = {}
    request.__dict__.pop("headers", None)


def shown_until(request: HttpRequest, moment: datetime) -> None:
    """Say that something on the page may not be shown from a moment on: no copy of it is, even where no worker runs."""
    known = request.META.get(ENDS)
    request.META[ENDS] = moment if known is None else min(known, moment)


def share(request: HttpRequest, response: HttpResponse, page: Any) -> HttpResponse:
    """Let a shared cache in front keep a page of the open zone, where the operator wants that rather than counts.

    No longer than until something on it ends, as far as the page knows before it is rendered.
    """
    seconds = settings.SHARED_HTML_SECONDS
    if ends := request.META.get(ENDS):
        seconds = max(0, min(seconds, int((ends - timezone.now()).total_seconds())))
    anonymous = settings.SESSION_COOKIE_NAME not in request.COOKIES and "HTTP_AUTHORIZATION" not in request.META
    if seconds and anonymous and page.query_parameters is not None:
        response.headers["Cache-Control"] = f"public, max-age=0, s-maxage={seconds}"
    return response


def is_counted() -> bool:
    """Whether every visit of an open page reaches this server, so that its numbers are whole."""
    return settings.SHARED_HTML_SECONDS == 0
