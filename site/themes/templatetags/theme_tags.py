"""How large a statement may be set, and the object beneath it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import east_asian_width

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core.models.images import Rendition
from core.renditions import showing, specs
from themes.models import Theme

register = template.Library()

SHORT, MEDIUM = 24, 60  # letters: five short words, a sentence
WORD = 10  # letters of a word that fits a telephone in the largest size
# A short word, Latin or Cyrillic, and the one after it, which is not so long that the two would not fit a telephone.
PAIR = re.compile(r"(?<!\S)([a-zA-ZÀ-ɏЀ-ӿ]{1,3}) (\S{1,7})(?!\S)")


@dataclass(frozen=True)
class Source:
    """One format of a picture; its sizes have one shape, the largest comes last."""

    media_type: str
    sizes: tuple[Rendition, ...]

    @property
    def largest(self) -> Rendition:
        return self.sizes[-1]

    @property
    def srcset(self) -> str:
        return ", ".join(f"{one.url} {one.width}w" for one in self.sizes)


@register.filter
def display_size(statement: str) -> str:
    """The class of a statement by its length: what is short is seen from afar, and no word of it is broken.

    A character of Chinese is as wide as two, and lines break between any two of them.
    """
    statement = str(statement)  # a fact in it is as long as its value
    length = len(statement) + sum(map(_is_wide, statement))
    if length > MEDIUM:
        return "says-long"
    longest = max((sum(not _is_wide(one) for one in word) for word in statement.split()), default=0)
    return "says-short" if length <= SHORT and longest <= WORD else "says-medium"


@register.filter
def unparted(statement: str) -> str:
    """No line of it ends with an article or another short word, unless it is set so large that each word has a line."""
    if display_size(statement) == "says-short":
        return str(statement)
    return PAIR.sub("\\1\N{NO-BREAK SPACE}\\2", str(statement))


@register.simple_tag
def drawn(theme: Theme | None, words: str, angle: str = "") -> SafeString:
    """The object of a theme, in its colours turned round, or its picture; nothing where there is none, or it has nothing to say.

    `angle` is that of the message beside it: a drawing may show itself otherwise for each.
    """
    if theme and theme.picture:
        return _pictured(theme)
    shown = theme.drawn.shown(words, angle) if theme and theme.drawn else ""
    return format_html('<div class="shows">{}</div>', mark_safe(shown)) if shown else SafeString()  # a template of ours


def _pictured(theme: Theme) -> SafeString:
    """Nothing where it is not made yet."""
    crops = [showing.made(theme.picture, specs.of_crops(sizes)) for sizes in (specs.UPRIGHT, specs.WIDE)]
    upright, wide = (_by_format(crop.values()) for crop in crops)
    if not wide:
        wide = _by_format(showing.made(theme.picture, [specs.BASIC]).values())
    context = {"upright": upright, "wide": wide, "alt": theme.picture_alt, "credit": theme.picture.credit}
    return mark_safe(render_to_string("themes/picture.html", context)) if wide else SafeString()  # a template of ours


def _by_format(renditions: Iterable[Rendition]) -> list[Source]:
    """AVIF before JPEG, which every browser reads."""
    of = {name: [one for one in renditions if f"format-{name}" in one.filter_spec] for name in specs.FORMATS}
    return [Source(f"image/{name}", tuple(found)) for name, found in of.items() if found]


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"
