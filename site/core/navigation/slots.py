"""Places in the base templates that rooms fill: `{% slot "footer" %}` shows what each of them gave."""

from collections.abc import Callable
from typing import Any

from core import registry

Renderer = Callable[[dict[str, Any]], str]

# Functions that take the template's context and return safe HTML, by the name of the place.
PLACES = {
    name: registry.Kind[Renderer]()
    for name in (
        "start_of_body",
        "skip_links",
        "start_of_content",
        "after_content",
        "footer",
        "footer_links",
        "end_of_body",
        "not_found",
        "unavailable",
        "after_answer",
        "translation_editor",
        "approval",
    )
}


def render(name: str, context: dict[str, Any]) -> list[str]:
    return [renderer(context) for renderer in PLACES[name]]
