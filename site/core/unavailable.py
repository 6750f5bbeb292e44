"""What is answered while the database, Redis or a disk is away: a page in plain words, status 503, and no stack trace.

`cause` says which of them failed, of an exception that nobody caught; `answer` needs none of them. The log hears of each cause
once a minute, without the address that was asked for.
"""

import errno
import logging
import time

import redis
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from core import languages, slots

RETRY_AFTER = 30  # seconds
SAID_EVERY = 60.0  # seconds
DATABASE, REDIS, FULL, STORAGE = "database", "redis", "full", "storage"
# Faults of a disk, of ours or on the network; a file that is missing is none of them.
REFUSED = {errno.EIO, errno.EROFS, errno.ESTALE, errno.EACCES, errno.EPERM, errno.ETIMEDOUT, errno.EHOSTDOWN}
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
# What SQLite says with the same exception of faults that are the program's own.
OURS = ("no such", "near ", "no query solution", "too many")

logger = logging.getLogger(__name__)
_said: dict[str, float] = {}


def cause(error: BaseException | None) -> str:
    """What is away, or empty where it is a fault of the program."""
    while error is not None:
        found = _cause(error)
        if found:
            return found
        error = error.__cause__
    return ""


def _cause(error: BaseException) -> str:
    match error:
        case InterfaceError():
            return DATABASE
        case OperationalError():
            return "" if str(error).startswith(OURS) else FULL if "is full" in str(error) else DATABASE
        case redis.ConnectionError() | redis.TimeoutError():
            return REDIS
        case OSError() if error.errno in NO_ROOM:
            return FULL
        case OSError() if error.errno in REFUSED:
            return STORAGE
    return STORAGE if is_of_server(error) else ""


def is_of_server(error: BaseException) -> bool:
    """Whether a server that keeps files does not answer, or refuses: no disk of ours does."""
    return type(error).__module__.startswith(("botocore.", "s3transfer."))


def answer(request: HttpRequest, what: str, error: BaseException) -> HttpResponse:
    """For the team under the admin, for visitors elsewhere, for a script that asks for JSON."""
    _say(what, error)
    language = languages.of_address(request) or languages.preferred(request)
    with translation.override(language):
        response = _page(request, what)
    for name, value in {"Cache-Control": "no-store", "Retry-After": RETRY_AFTER, "Content-Language": language}.items():
        response[name] = str(value)
    response._has_been_logged = True  # Django would write the address and a stack trace for each visitor
    return response


def _page(request: HttpRequest, what: str) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", "") and "text/html" not in request.headers["Accept"]:
        return JsonResponse({"error": _("Not available for the moment. Please try again in a minute.")}, status=503)
    context = {"direction": "rtl" if translation.get_language_bidi() else "ltr", "what": what, "seconds": RETRY_AFTER}
    if request.path_info.startswith("/admin/"):
        context |= {"sent": request.method == "POST", "signing_in": request.path_info.startswith("/admin/login/")}
        text = render_to_string("core/unavailable_team.html", context)
    else:
        text = render_to_string("503.html", context | {"help": slots.render("unavailable", {})})
    return HttpResponse(text, status=503)


def _say(what: str, error: BaseException) -> None:
    now = time.monotonic()
    if now - _said.get(what, float("-inf")) < SAID_EVERY:
        return
    _said[what] = now
    # Its first line alone: what follows may name what was written.
    reason = (str(error).splitlines() or [""])[0]
    logger.error("%s away, visitors and team are told to come back: %s: %s", what, type(error).__name__, reason)
