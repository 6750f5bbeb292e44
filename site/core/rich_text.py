"""What rooms do to rich text while a page is shown: expanders replace their own links with what they stand for."""

from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

Expander = Callable[[str, dict[str, Any]], str]

_expanders: list[Expander] = []


def register(expander: Expander) -> Expander:
    """Decorate a function that takes rich text as stored and the template's context, and returns it changed."""
    _expanders.append(expander)
    return expander


def render(source: str, context: dict[str, Any]) -> SafeString:
    """The HTML that a visitor sees for rich text as stored."""
    for expander in _expanders:
        source = expander(source, context)
    return mark_safe(expand_db_html(source))  # the editor's text was cleaned by Wagtail's whitelist
