"""Languages that are spoken, many of which the site itself is not written in: each by the name that it gives itself."""

from functools import cache

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language_info

from core.words.languages import Language


@cache
def language(code: str) -> Language:
    """A language by its code; one that nobody knows is called by its code."""
    try:
        found = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Language(code, code, "ltr")
    name = _written_here(code) or found.get_display_name(found) or code
    return Language(code, name[:1].upper() + name[1:], found.text_direction)


def _written_here(code: str) -> str:
    """The name that the site's own switcher shows."""
    return get_language_info(code)["name_local"] if code in dict(settings.LANGUAGES) else ""


def languages(codes: set[str]) -> list[Language]:
    """Those of the site first, in its order; then the others by their names."""
    order = {code.partition("-")[0]: position for position, (code, _name) in enumerate(settings.LANGUAGES)}
    found = map(language, codes)
    return sorted(found, key=lambda one: (order.get(one.code.partition("-")[0], len(order)), one.name.casefold()))
