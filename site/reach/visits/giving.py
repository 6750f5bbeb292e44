"""Gives each open page its token once it is rendered: only then is it known what the page can lead to."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from core.measures import causes
from reach.visits import tokens
from serving.served import Served

PLACE = "the-token-of-this-page"  # in the HTML, until the token is there
WANTED = "reach.wanted"


def promise(request: HttpRequest, served: Served, only: tuple[str, ...] | None) -> str:
    """What stands for the token meanwhile; `only` where the page may have nothing else counted."""
    request.META[WANTED] = (served, only)
    return PLACE


class TokenMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        wanted = request.META.get(WANTED)
        if wanted is not None and not response.streaming:
            html = response.content.decode()
            response.content = html.replace(
                PLACE, tokens.issue(wanted[0], time.time(), _kinds(html, wanted[1]))
            ).encode()
        return response


def _kinds(html: str, only: tuple[str, ...] | None) -> set[str]:
    kinds = causes.of(html)
    return kinds if only is None else kinds & {str(kind) for kind in only}
