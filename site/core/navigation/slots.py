"""Places in the base templates that other rooms fill: `{% slot "footer" %}` shows what each of them registered."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

Renderer = Callable[[dict[str, Any]], str]

_renderers: dict[str, list[Renderer]] = defaultdict(list)


def register(name: str) -> Callable[[Renderer], Renderer]:
    """Decorate a function that takes the template's context and returns safe HTML for the slot `name`."""

    def decorate(renderer: Renderer) -> Renderer:
        _renderers[name].append(renderer)
        return renderer

    return decorate


def render(name: str, context: dict[str, Any]) -> list[str]:
    return [renderer(context) for renderer in _renderers[name]]
