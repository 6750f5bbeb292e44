"""Zones: what a page may do with its visitor."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


class Zone(models.TextChoices):
    """Open pages may be kept by the browser and shared; protected ones leave no trace that the server can avoid."""

    OPEN = "open", _("open")
    PROTECTED = "protected", _("protected: nothing is kept on the device, nothing tells where the visitor came from")


# In the query of an address, where it tells nothing: the page is shown as one of the protected zone, to who comes from there.
DISCREET = "v"
DRESSED = f"?{DISCREET}"

PROTECTED_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    # Asks Tor Browser, Firefox and Brave to leave the visit out of the history (https://brave.com/privacy-updates/26-request-otr/).
    "Request-OTR": "1",
}

# A browser may keep it and must ask again; a shared cache in front may not.
ASK_AGAIN = "private, no-cache"


def protect(response: HttpResponse, zone: str) -> HttpResponse:
    """Add to a response the headers of its zone."""
    if zone == Zone.PROTECTED:
        for name, value in PROTECTED_HEADERS.items():
            response.headers[name] = value
        if getattr(response, "is_for_return", False):
            response.headers["Cache-Control"] = ASK_AGAIN
    else:
        response.headers.setdefault("Cache-Control", ASK_AGAIN)
    return response


def keep_for_return(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let the browser show the answer to a form again to who presses Back.

    What was sent stands in no address, so that nothing else can show it. Of an answer that it may not keep, the browser shows
    a question of its own instead, under the address of the page and without a quick exit.
    """
    if request.method == "POST":
        response.is_for_return = True
        response.headers["Cache-Control"] = ASK_AGAIN
    return response
