"""The dress of the protected zone stays on from page to page: every way that a page shows keeps it, whoever wrote the way there."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.protection.zones import DISCREET

KEPT = f'<input type="hidden" name="{DISCREET}">'
_codes = "|".join(code for code, _name in settings.LANGUAGES)
# An address of a page of this site, or another query at the same one; a file has neither.
WAY = re.compile(rf'\b(href|action)="((?:/(?:{_codes})/[^"?#]*)?)(\?[^"#]*)?((?:#[^"]*)?)"')
ASKING = re.compile(r'<form\b(?![^>]*\bmethod="post")[^>]*>', re.IGNORECASE)


class KeepingMiddleware:
    """Keeps the dress on in each answer that has it; it stands inside of what compresses an answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html") and not response.streaming
        if is_page and is_on(request):
            response.content = keep(response.content.decode()).encode()
        return response


def is_on(request: HttpRequest) -> bool:
    """Whether an answer is dressed as of the protected zone: it was asked for, or nobody knows who meets an error."""
    return DISCREET in request.GET or (hasattr(request, "frame") and request.frame.is_astray)


def keep(html: str) -> str:
    """The same document, whose ways and forms within the site keep the dress on."""
    return ASKING.sub(lambda form: form[0] + KEPT, WAY.sub(_dressed, html))


def _dressed(found: re.Match) -> str:
    name, address, query, place = found.groups()
    asked = (query or "?")[1:]
    if not address and query is None:  # a place on this page
        return found[0]
    if DISCREET in re.split(r"&(?:amp;)?", asked):
        return found[0]
    return f'{name}="{address}?{f"{asked}&amp;" if asked else ""}{DISCREET}{place}"'
