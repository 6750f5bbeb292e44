"""What is answered while the database, Redis or a disk is away: a page in plain words, status 503, and no stack trace.

`serving.faults` says which of them failed; `answer` needs none of them. The log hears of each cause once a minute, without the
address that was asked for.
"""

import logging
import time

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from core.navigation import slots
from core.words import languages

RETRY_AFTER = 30  # seconds
SAID_EVERY = 60.0  # seconds
logger = logging.getLogger(__name__)
_said: dict[str, float] = {}


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
