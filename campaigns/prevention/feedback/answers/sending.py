"""How all pages of a questionnaire are sent: like protected ones, found by no search, in the language of its words."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import translate_url
from django.utils.translation import get_language

from core.navigation.frame import Frame
from core.protection.zones import Zone, protect


def secret(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view: its address is neither kept nor told, whatever it answers, and its frame leads pupils to no page for buyers."""

    @wraps(view)
    def sent(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        Frame.of(request).shelter(discreet=True)
        response = protect(view(request, *args, **kwargs), Zone.PROTECTED)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return sent


def in_language(language: str, request: HttpRequest) -> HttpResponse | None:
    """Where the page is to be read in another language than its address says: the way there."""
    return redirect(translate_url(request.path, language)) if language != get_language() else None


def closed(request: HttpRequest, reason: str, status: int, **more: str) -> HttpResponse:
    """Why there is nothing here, and what to do."""
    return render(request, "feedback/closed.html", {"reason": reason, **more}, status=status)
