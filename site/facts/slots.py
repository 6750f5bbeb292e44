"""What this room shows in the base templates: helplines in the footer, sources under the content."""

from typing import Any

from django.template.loader import render_to_string

from core import slots
from core.audiences import Audience
from facts.shelf import Shelf


@slots.register("footer")
def helplines(context: dict[str, Any]) -> str:
    """The helplines for the audience of the page."""
    page = context.get("page")
    audience = getattr(page, "audience", "") or Audience.PUBLIC
    return render_to_string("facts/footer_helplines.html", {"helplines": Shelf.of(context).helplines_for(audience)})


@slots.register("after_content")
def sources(context: dict[str, Any]) -> str:
    """Each fact that the page showed, with its source, its date and when it was verified."""
    return render_to_string("facts/sources.html", {"facts": list(Shelf.of(context).shown.values())})
