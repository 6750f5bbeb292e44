"""What a partner reads where nothing is offered, or no longer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def over(request: HttpRequest) -> HttpResponse:
    """A campaign that has ended; told to anybody, so it names nothing."""
    return _answer(
        request,
        410,
        _("This campaign is over"),
        _(
            "Its files and texts are no longer offered. Thank you for having passed them on; please take down what still hangs."
        ),
    )


def unknown(request: HttpRequest) -> HttpResponse:
    """A partner's address that never was, was renewed or has ended."""
    return _answer(
        request,
        404,
        _("This address is not in use, or no longer"),
        _("Check that the whole address was copied. If it was, ask the team for the one that is in use now."),
    )


def _answer(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "plan/relay/closed.html", {"title": title, "text": text}, status=status)
