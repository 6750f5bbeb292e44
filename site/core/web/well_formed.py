"""What others' views of the admin stumble over in a request is the request's fault, and is answered as such: 400, never 500."""

import logging
from collections.abc import Callable

from django.core.exceptions import FieldError, ValidationError
from django.db import DataError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

ADMIN = "/admin/"
# Whose views take a value as it comes; ours answer for themselves.
OTHERS = ("wagtail.", "wagtail_localize.", "wagtailmedia.", "rest_framework.", "allauth.")
STUMBLES = (
    ValueError,  # what is no number, no text, no JSON
    LookupError,  # what is missing
    TypeError,
    AttributeError,  # what is of another kind
    OverflowError,
    FieldError,
    ValidationError,
    DataError,
)
logger = logging.getLogger(__name__)


class WellFormedMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return answer(request, exception)


def answer(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """Logged with where it happened, since a fault of the view itself looks the same."""
    if not isinstance(exception, STUMBLES) or not request.path.startswith(ADMIN) or not _is_others(request):
        return None
    logger.warning("a view of the admin stumbled: %s", request.resolver_match.view_name, exc_info=exception)
    message = _("This page could not make sense of the request.")
    if "text/html" not in request.headers.get("Accept", "text/html"):
        return JsonResponse({"success": False, "error_message": message}, status=400)
    direction = "rtl" if get_language_bidi() else "ltr"
    return render(request, "core/stumbled.html", {"message": message, "direction": direction}, status=400)


def _is_others(request: HttpRequest) -> bool:
    """Written by others, or made of what others wrote."""
    match = request.resolver_match
    if match is None:
        return False
    made_of = getattr(match.func, "view_class", None) or getattr(match.func, "cls", object)
    modules = [match.func.__module__, *(base.__module__ for base in made_of.__mro__)]
    return any(f"{module}.".startswith(OTHERS) for module in modules)
