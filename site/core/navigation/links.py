"""Where the words and blocks of a page lead, read from its raw streams without a query."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.models import Page

from core import registry
from core.text.streams import leaves
from core.words import languages

ANCHOR = re.compile(r"<a\s([^>]*)>(.*?)</a>", re.DOTALL)
ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
ADDRESSES = {"address", "url"}


@dataclass(frozen=True)
class Link:
    """To a page or document by its id, or to an address as it was typed; `text` is what the visitor presses."""

    kind: str  # "page", "document" or "address"
    target: Any
    text: str = ""


Closed = Callable[[Link, Any], bool]
# A function that takes a link and the request for the page on which it stands, or None, and says that it leads nowhere yet.
CLOSED = registry.Kind[Closed]()


def is_closed(link: Link, request: HttpRequest | None) -> bool:
    """Whether its words may be shown, and its way may not."""
    return any(closed(link, request) for closed in CLOSED)


def of(page: Page) -> Iterator[Link]:
    for name, value in leaves(page):
        if name == "page" and value:
            yield Link("page", int(value))
        elif name == "documents" and value:
            yield Link("document", int(value))
        elif name in ADDRESSES and value:
            yield Link("address", value)
        elif isinstance(value, str):
            yield from _in_rich_text(value)


def pages_in(source: str) -> set[int]:
    """The pages to which rich text, as it is stored, leads."""
    return {link.target for link in _in_rich_text(source) if link.kind == "page"}


def without(source: str, is_barred: Callable[[Link], bool]) -> str:
    """Rich text in which the words of such links lead nowhere."""

    def shown(anchor: re.Match[str]) -> str:
        link = _link(anchor[1], anchor[2])
        return anchor[2] if link and is_barred(link) else anchor[0]

    return ANCHOR.sub(shown, source)


def by_ways(source: str, ways: dict[int, str]) -> str:
    """Rich text in which links to these pages lead where `ways` says."""

    def shown(anchor: re.Match[str]) -> str:
        link = _link(anchor[1], anchor[2])
        way = ways.get(link.target) if link and link.kind == "page" else None
        return f'<a href="{escape(way)}">{anchor[2]}</a>' if way else anchor[0]

    return ANCHOR.sub(shown, source)


def _in_rich_text(source: str) -> Iterator[Link]:
    return (link for anchor in ANCHOR.findall(source) if (link := _link(*anchor)))


def _link(attributes: str, words: str) -> Link | None:
    found = {name: unescape(value) for name, value in ATTRIBUTE.findall(attributes)}
    text = unescape(re.sub(r"<[^>]*>", "", words))
    if found.get("linktype") in ("page", "document") and found.get("id", "").isdigit():
        return Link(found["linktype"], int(found["id"]), text)
    return Link("address", found["href"], text) if found.get("href") else None


def is_outside(address: str) -> bool:
    """Whether an address belongs to another site."""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and parts.hostname != urlsplit(settings.BASE_URL).hostname
    except ValueError:
        return False


def back(request: HttpRequest, otherwise: str) -> str:
    """The page of this site from where a form was sent."""
    said = request.META.get("HTTP_REFERER", "")
    return said if url_has_allowed_host_and_scheme(said, {request.get_host()}, request.is_secure()) else otherwise


def path_inside(address: str) -> str:
    """The path of an address of this site that somebody typed in full or from the root; empty for any other."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    is_here = not parts.netloc or (
        parts.scheme in ("http", "https") and parts.hostname == urlsplit(settings.BASE_URL).hostname
    )
    return parts.path if is_here and parts.path.startswith("/") else ""


def path_of_page(address: str) -> str:
    """The path under a language of the site that an address leads to, with its last slash; empty for any other."""
    path = path_inside(address)
    language = path[1:].partition("/")[0]
    return path.rstrip("/") + "/" if language in languages.codes() else ""


def asked_path(address: str) -> str:
    """The same as a browser asks for it and as the site reads it, in small letters."""
    path = path_of_page(unquote(address).lower())
    return normpath(path) + "/" if path else ""


def url_paths(addresses: Iterable[str]) -> dict[str, str]:
    """{`url_path` of the page that would be there: its path}, of addresses that somebody typed; one query where any is of this site."""
    wanted = {found for found in map(path_of_page, addresses) if found}
    if not wanted:
        return {}
    homes = Page.objects.filter(depth=2).values_list("locale__language_code", "url_path")
    return {
        f"{home}{path.removeprefix(f'/{language}/')}": path
        for language, home in homes
        for path in wanted
        if path.startswith(f"/{language}/")
    }
