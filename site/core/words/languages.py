"""The site's languages: each one's own name and direction, the address of a page in it."""

from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_from_path, get_language_info, get_supported_language_variant

from serving.page_cache import negotiation

CLDR_NAMES = {"en": "en-GB", "pt": "pt-PT"}  # dates and amounts as Europe writes them


@dataclass(frozen=True)
class Language:
    """A language as the switcher shows it; `url` is None where the page does not exist in it."""

    code: str
    name: str
    direction: str
    url: str | None = None
    current: bool = False


def attributes(code: str) -> str:
    """Of a text in this language, safe in HTML: `lang` where the active one is another, and `dir` where that is read another way."""
    if not code or code == translation.get_language():
        return ""
    right_to_left = get_language_info(code)["bidi"]
    way = f' dir="{"rtl" if right_to_left else "ltr"}"' if right_to_left != translation.get_language_bidi() else ""
    return mark_safe(f'lang="{code}"{way}')  # codes of settings


def codes() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def choices() -> list[tuple[str, str]]:
    """For fields: read at use, so that a new language needs no migration."""
    return settings.LANGUAGES


def language(code: str, url: str | None = None) -> Language:
    info = get_language_info(code)
    name = info["name_local"]
    direction = "rtl" if info["bidi"] else "ltr"
    return Language(code, name[:1].upper() + name[1:], direction, url, code == translation.get_language())


def site_code(named: str) -> str:
    """The site's language that somebody named, "zh" or "AR" say; empty where it has none."""
    try:
        return get_supported_language_variant(named.lower())
    except LookupError:
        return ""


def of_address(request: HttpRequest) -> str | None:
    """The language whose prefix an address has; Django would give "Fr" as it was typed, and take it for another than "fr"."""
    return get_language_from_path(request.path_info.lower())


def preferred(request: HttpRequest) -> str:
    """The best language for a visitor who named none in the address: Accept-Language alone, then the default."""
    return negotiation.language(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))


@lru_cache
def cldr(code: str) -> Locale | None:
    """What CLDR (https://cldr.unicode.org/) knows of a language; None where it knows nothing."""
    try:
        return Locale.parse(CLDR_NAMES.get(code, code), sep="-")
    except UnknownLocaleError:
        return None
