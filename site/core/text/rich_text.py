"""What rooms do to rich text while a page is shown: expanders replace their own links with what they stand for."""

from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from core import registry
from core.navigation import links
from core.navigation.frame import Frame

Expander = Callable[[str, dict[str, Any]], str]

# A function that takes rich text as stored and the template's context, and returns it changed.
EXPANDERS = registry.Kind[Expander]()


def without_wrong_ways(source: str, context: dict[str, Any]) -> str:
    """What links to what is not public yet say stays, the way does not; old words of a sheltered page may lead to one for buyers, too
    (`core.navigation.signposts`).

    The other pages are shown in its dress.
    """
    request = context.get("request")
    source = links.without(source, lambda link: links.is_closed(link, request))
    led_to = links.pages_in(source) if request is not None else set()
    if not led_to:
        return source
    frame = Frame.of(request)
    barred, ways = frame.barred(led_to), frame.ways(led_to)
    source = links.without(source, lambda link: link.kind == "page" and link.target in barred) if barred else source
    return links.by_ways(source, ways) if ways else source


def render(source: str, context: dict[str, Any]) -> SafeString:
    """The HTML that a visitor sees for rich text as stored."""
    for expander in EXPANDERS:
        source = expander(source, context)
    return mark_safe(expand_db_html(source))  # the editor's text was cleaned by Wagtail's whitelist
