"""The words of a sheet as the templates take them: checked for glyphs, each with its language and direction."""

import re
import unicodedata
from base64 import b64encode
from typing import Any

from django.utils import translation
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from core.look.voices import palette
from press.composition import fonts, photos
from press.composition.words import joined
from press.content import Content, FactLine, Logo, Look, Photo, Target
from press.symbols import codes

# Typst knows no scripts: a country stands for the shapes of Chinese characters.
REGIONS = {"hans": "CN", "hant": "TW"}
# In a line from right to left groups of figures, as of a telephone number, would change places: they stand apart, with the Latin
# letters that they are glued to or follow ("F2532", "Code pénal, article 611-1"), which would leave them otherwise.
GROUPED = re.compile(
    r"(?<![^\W\d_])(?:[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ\s\u00a0\u202f'’.,:°º/–-]*+\+?\d|\+?\d(?=[\d\s\u00a0\u202f.,/(–-]*\d|[A-Za-zÀ-ɏ]))"
    r"(?:[\s\u00a0\u202f.,/–-]*+(?:\(0\))?\d|[A-Za-zÀ-ɏ]+)*"
)
IGNORED = dict.fromkeys((0xFEFF, 0xFE0E, 0xFE0F))
ISOLATE_LTR, ISOLATE_FIRST_STRONG, END_OF_ISOLATE = "\u2066", "\u2068", "\u2069"


def data(content: Content, target: Target | None = None, **more: Any) -> dict[str, Any]:
    """All that a template shows of a content. PressError names characters without a glyph."""
    with translation.override(content.language):
        words = {name: own(getattr(content, name), content.language) for name in ("statement", "lead", "call", "site")}
        return {
            **face(content.language, content.voice),
            **({"colours": dict(content.colours)} if content.colours else {}),
            **(look(content.look, content.language) if content.look else {}),
            **words,
            "brings": own(content.brings, content.language),
            "notice": own(content.notice, content.language),
            "title": clean(joined(content.statement, content.language) or content.site),
            "facts": [_fact(fact, content.language) for fact in content.facts],
            "helplines": [_help(line, content.language) for line in content.helplines],
            "help": own(_("Talk to someone") if content.somebody_listens else _("In danger"), content.language),
            **({"place": _place(content)} if content.place else {}),
            **({"logo": logo(content.logo)} if content.logo else {}),
            **({"emblem": logo(content.emblem)} if content.emblem else {}),
            **(codes.data(target, content.language) if target else {}),
            **more,
        }


def look(of: Look, language: str) -> dict[str, Any]:
    """What a theme puts in the place of the voice's colours, and beside them."""
    return {
        "colours": dict(of.colours),
        "themed": True,
        **({"display": fonts.display(language)} if of.is_display or fonts.script(language) == "arabic" else {}),
        **({"drawing": of.drawing, "says": own(of.says, language)} if of.svg or of.says else {}),
        **({"drawn": of.svg.replace("currentColor", of.colours["ground"])} if of.svg else {}),
        **({"drawing": "photo", "photo": _photo(of.photo, language)} if of.photo else {}),
    }


def _photo(of: Photo, language: str) -> dict[str, Any]:
    credit = f"© {own(of.credit, language)}" if of.credit else ""
    return {"crops": photos.crops(of), "alt": clean(of.alt), "credit": credit}


def logo(of: Logo) -> dict[str, Any]:
    """In a drawing that holds it: data has no room for bytes."""
    size = f'width="{of.width}" height="{of.height}"'
    return {
        "drawn": f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {of.width} {of.height}">'
        f'<image {size} href="data:image/png;base64,{b64encode(of.png).decode()}"/></svg>',
        "wide": of.width / of.height,
        "name": clean(of.name),
    }


def _place(content: Content) -> dict[str, Any]:
    return {
        "title": own(content.place_title, content.language),
        "helplines": [_help(line, content.language) for line in content.place],
    }


def face(language: str, voice: str) -> dict[str, Any]:
    """Language, direction, fonts and colours."""
    names = [family.name for family in fonts.families(language)]
    return {
        **spoken(language),
        "script": fonts.script(language),
        "fonts": names,
        # Those of Latin, but in Arabic, whose own stand beside its words.
        "figures": names
        if fonts.script(language) == "arabic"
        else sorted(names, key=lambda name: name != fonts.LATIN.name),
        "colours": palette(voice).as_data(),
    }


def spoken(language: str) -> dict[str, str]:
    lang, _dash, rest = language.partition("-")
    return {"lang": lang, "region": REGIONS.get(rest), "dir": "rtl" if get_language_info(language)["bidi"] else "ltr"}


def clean(text: str) -> str:
    """Without what asks for another shape of a character, or marks the order of bytes: PDF/UA allows neither."""
    return text.translate(IGNORED).strip()


def own(text: str, language: str) -> str:
    """Words in a language, with groups of figures kept in their order where the line runs from right to left."""
    text = clean(text)
    fonts.check(text, language)
    return ordered(text, language)


def ordered(text: str, language: str) -> str:
    """The same words with their groups of figures isolated, where the line runs from right to left."""
    if get_language_info(language)["bidi"]:
        return GROUPED.sub(lambda match: f"{ISOLATE_LTR}{match[0]}{END_OF_ISOLATE}", text)
    return text


def figure(text: str, language: str) -> dict[str, str]:
    """A value or a number that stands alone, in the direction of its own first letter: figures alone run from left to right."""
    text = clean(text)
    fonts.check(text, language)
    first = next((one for one in map(unicodedata.bidirectional, text) if one in ("L", "R", "AL")), "L")
    return {"text": text, "dir": "ltr" if first == "L" else "rtl"}


def _fact(fact: FactLine, language: str) -> dict[str, Any]:
    """The words of a fact may be French on another language's sheet; its source is introduced in the sheet's own."""
    source = own(fact.source, fact.language)
    if source and get_language_info(language)["bidi"]:
        source = f"{ISOLATE_FIRST_STRONG}{source}{END_OF_ISOLATE}"
    return {
        "value": figure(fact.value, language),
        "label": own(fact.label, fact.language),
        "sentence": own(fact.sentence, fact.language),
        "source": f"{_('Source:')} {source}" if source else "",
        **spoken(fact.language),
    }


def _help(line: Any, language: str) -> dict[str, Any]:
    return {
        "number": figure(line.number, language),
        "title": own(line.title, language),
        "note": own(line.note, language),
    }
