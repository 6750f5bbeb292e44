"""What a visitor sees in the place of something that is over, or still to come: what it was, and where help is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.navigation.frame import Frame
from core.protection.zones import Zone, protect


def page(request: HttpRequest, went: Page) -> HttpResponse:
    """A page that went with the close of its campaign."""
    text = _("The campaign that it belonged to is over.")
    return _answer(request, 410, _("This page is no longer here"), text, went)


def retired(request: HttpRequest) -> HttpResponse:
    """A code that the team has retired."""
    return _answer(request, 410, _("This address is no longer in use"), _("It led to a campaign of the past."))


def to_come(request: HttpRequest) -> HttpResponse:
    """A code of a campaign that is not launched yet: its poster hangs too early."""
    return _answer(request, 404, _("This campaign has not begun yet"), _("Please come back in a few days."))


def unknown(request: HttpRequest) -> HttpResponse:
    """A code that never was, or that was mistyped."""
    text = _("Check the letters and digits: there is no 0, 1, i, l or o among them.")
    return _answer(request, 404, _("There is no such short address"), text)


def _answer(request: HttpRequest, status: int, title: str, text: str, went: Page | None = None) -> HttpResponse:
    """For the readers of the page that went; without one, for nobody knows whom."""
    frame = Frame.of(request)
    frame.shelter(went)
    context = {"title": title, "text": text, "page": went if frame.sheltered else None}
    response = render(request, "plan/over.html", context, status=status)
    return protect(response, getattr(went, "zone", Zone.OPEN))
