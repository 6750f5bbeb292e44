"""Addresses of other sites that the public sees: rooms say which pages show which, and where each is mended."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from wagtail.models import Page

from core import registry
from core.navigation import links


@dataclass(frozen=True)
class Shown:
    """An address, what shows it in words, and the address in the admin where it is mended."""

    url: str
    where: str
    mended_at: str


Source = Callable[[list[Page]], Iterable[Shown]]

# A function that takes pages of any types, and says what they show, in a fixed number of queries.
ADDRESSES = registry.Kind[Source]()


def shown_on(pages: list[Page]) -> list[Shown]:
    """What these pages show, without the part of an address that the browser keeps to itself."""
    found = [shown for source in ADDRESSES for shown in source(pages)]
    return [Shown(shown.url.partition("#")[0], shown.where, shown.mended_at) for shown in found]


def on_pages(pages: list[Page]) -> Iterable[Shown]:
    for page in pages:
        for link in links.of(page):
            if link.kind == "address" and links.is_outside(link.target):
                yield Shown(link.target, page.title, reverse("wagtailadmin_pages:edit", args=[page.pk]))
