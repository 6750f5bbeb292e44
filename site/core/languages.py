"""The site's languages: each one's own name and direction, the address of a page in it, and the catalogues."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import get_language_from_request, get_language_info


@dataclass(frozen=True)
class Language:
    """A language as the switcher shows it; `url` is None where the page does not exist in it."""

    code: str
    name: str
    direction: str
    url: str | None = None
    current: bool = False


def codes() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def language(code: str, url: str | None = None) -> Language:
    info = get_language_info(code)
    name = info["name_local"]
    direction = "rtl" if info["bidi"] else "ltr"
    return Language(code, name[:1].upper() + name[1:], direction, url, code == translation.get_language())


def preferred(request: HttpRequest) -> str:
    """The best language for a visitor who named none in the address: Accept-Language alone, then the default."""
    with translation.override(None):
        return get_language_from_request(request)


def catalogues() -> Iterable[Path]:
    """The catalogues of the interface, `locale/<language>/LC_MESSAGES/django.po`."""
    return sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"))


def compile_catalogues() -> list[Path]:
    """Compile each catalogue that changed since it was compiled; needs no GNU gettext. Returns what was written."""
    written = []
    for source in catalogues():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        with target.with_suffix(".part").open("wb") as file:
            write_mo(file, catalogue)
        target.with_suffix(".part").replace(target)
        written.append(target)
    return written
