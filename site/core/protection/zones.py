"""Zones: what a page may do with its visitor."""

from django.db import models
from django.http import HttpResponse
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


def protect(response: HttpResponse, zone: str) -> HttpResponse:
    """Add to a response the headers of its zone."""
    if zone == Zone.PROTECTED:
        for name, value in PROTECTED_HEADERS.items():
            response.headers[name] = value
    else:
        # A browser may keep it and must ask again; a shared cache in front may not.
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response
