"""How large a statement may be set, and the object beneath it."""

from unicodedata import east_asian_width

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from themes.models import Theme

register = template.Library()

SHORT, MEDIUM = 24, 60  # letters: five short words, a sentence
WORD = 10  # letters of a word that fits a telephone in the largest size


@register.filter
def display_size(statement: str) -> str:
    """The class of a statement by its length: what is short is seen from afar, and no word of it is broken.

    A character of Chinese is as wide as two, and lines break between any two of them.
    """
    length = len(statement) + sum(map(_is_wide, statement))
    if length > MEDIUM:
        return "says-long"
    longest = max((sum(not _is_wide(one) for one in word) for word in statement.split()), default=0)
    return "says-short" if length <= SHORT and longest <= WORD else "says-medium"


@register.simple_tag
def drawn(theme: Theme | None, words: str) -> SafeString:
    """The object of a theme, in its colours turned round; nothing where there is none, or it has nothing to say."""
    shown = theme.drawn.shown(words) if theme and theme.drawn else ""
    return format_html('<div class="shows">{}</div>', mark_safe(shown)) if shown else SafeString()  # a template of ours


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"
