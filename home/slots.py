"""What this room shows in the base templates: search, where the visitor was lost."""

from copy import copy
from typing import Any

from django.template.loader import render_to_string

from campaigns.outreach.models import RightsPage
from core.navigation.frame import Frame


def search_form(context: dict[str, Any]) -> str:
    """The search box of this language, where there is a search page."""
    frame = Frame.of(context["request"])
    return "" if frame.is_protected else _form(frame)  # who is lost there is led back to the start of its readers


def search_of_rights(context: dict[str, Any]) -> str:
    """The search box at the foot of the section of rights; what it finds is shown in the dress of the protected zone."""
    page = context.get("page")
    is_section = isinstance(page, RightsPage) and not page.topic
    return _form(Frame.of(context["request"])) if is_section else ""


def _form(frame: Frame) -> str:
    from home.models import SearchPage

    home = frame.home
    page = SearchPage.objects.child_of(home).live().first() if home else None
    shown = {"search_page": page, "query": "", "sheltered": frame.is_sheltered}
    return render_to_string("home/search_form.html", shown) if page else ""


def doors(context: dict[str, Any]) -> str:
    """The doors of the home page, so that nobody is left at a wrong address."""
    frame = Frame.of(context["request"])
    if frame.home is None or frame.is_protected:
        return ""  # they lead into the open; the way to the start of its readers is above
    at_home = copy(frame)
    at_home.page = frame.home.specific
    return render_to_string("home/doors.html", context.flatten() | {"page": at_home.page, "frame": at_home})
