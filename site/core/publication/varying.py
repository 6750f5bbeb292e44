"""Pages that are served in more than one wording, of which each view draws one; see docs/adr/0016-experiments.md.

A room that varies pages registers a `Varies`. Nobody is remembered: neither cookie, address nor time decides, and the next
view draws afresh. What was drawn travels in `Served.variant` alone.
"""

from typing import Any, Protocol

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest

from core import registry
from serving.page_cache.offering import ASKED, ASKED_VARIANT, draw, offer_variants


class Varies(Protocol):
    def annotations(self) -> dict[str, Any]:
        """What the query of a page that is served brings along, so that a page which is not varied costs none more."""

    def variants(self, page: Any) -> tuple[str, ...]:
        """The names of the wordings between which each view of this page chooses; empty where it has but one."""

    def show(self, page: Any, variant: str) -> None:
        """Put the words of one of them on a page that was read for one answer."""


VARIES = registry.Kind[Varies]()


def annotations() -> dict[str, Any]:
    return {name: value for one in VARIES for name, value in one.annotations().items()}


def varied(pages: QuerySet) -> set[int]:
    """Those of these pages that have more than one wording now."""
    found = pages.annotate(**annotations()).specific()
    return {page.pk for page in found if any(one.variants(page) for one in VARIES)}


def vary(request: HttpRequest, page: Any) -> None:
    """Give the page the wording that the page cache asks for, or else one that is drawn for this view.

    Whoever is signed in sees the page's own words: these visits are in no count.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return
    for one in VARIES:
        names = one.variants(page)
        if names:
            offer_variants(request, names)
            wanted = request.META.get(ASKED_VARIANT) if ASKED in request.META else None
            page.variant = wanted if wanted in names else draw(names)
            one.show(page, page.variant)
            return
