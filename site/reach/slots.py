"""What this room shows in the base templates: on open pages the beacon, on every page the way to switch counting off."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from core.protection.zones import DRESSED
from reach.analytics import providers
from reach.visits.counting import is_protected
from reach.visits.giving import promise
from serving import served
from serving.served import Served


def beacon(context: dict[str, Any]) -> str:
    """Nothing on protected pages, previews and errors, nor where somebody of the team is signed in."""
    page = open_page(context)
    if page is None:
        return ""
    only = getattr(context.get("page"), "counted_in_browser", None)
    if only == ():
        return ""
    shown = {
        "only": only,
        "page": page.page,
        "token": promise(context["request"], page, only),
        "has_analytics": bool(providers.used()),
    }
    return render_to_string("reach/end_of_body.html", shown)


def audience_measurement(context: dict[str, Any]) -> str:
    dress = DRESSED if context["frame"].is_sheltered else ""
    return render_to_string("reach/footer_link.html", {"dress": dress})


def open_page(context: dict[str, Any]) -> Served | None:
    request = context.get("request")
    page = served.marked(request) if request else None
    if page is None or page.kind != "view" or is_protected(page) or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return None
    return page
