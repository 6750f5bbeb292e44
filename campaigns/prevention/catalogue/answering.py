"""What the catalogue answers: filters with their counts, cards, and where else to look."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from campaigns.prevention.catalogue.cards import cards
from campaigns.prevention.catalogue.elsewhere import elsewhere
from campaigns.prevention.catalogue.entries import Entry, entries, visible
from campaigns.prevention.catalogue.facets import Tally
from campaigns.prevention.catalogue.finding import matching
from campaigns.prevention.catalogue.vocabulary import RECENTLY, Sort
from campaigns.prevention.catalogue.wanted import Wanted
from core.navigation.frame import Frame
from core.words.languages import language
from core.words.search import fold

ON_A_PAGE = 24
fold_title = lru_cache(maxsize=5_000)(fold)  # what editors wrote: it is the same for every visitor


def answer(request: HttpRequest, page: Page) -> dict[str, Any]:
    """What the template shows; eight queries at most, however many kits there are."""
    wanted, since = Wanted.of(request), timezone.now() - RECENTLY
    code, addresses = page.locale.language_code, catalogues(request, page)
    kits = visible([page, *Frame.of(request).translations])
    known = entries(kits.filter(path__startswith=page.path), since)
    tally = Tally.of(matched(known, wanted, page), wanted)
    shown = Paginator(in_order(tally.found, wanted), ON_A_PAGE).get_page(wanted.page)
    return {
        "wanted": wanted,
        "address": addresses[code],
        "total": len(known),
        "facets": tally.facets(),
        "chips": tally.chips(),
        "wider": [] if tally.found else tally.wider(),
        "sorts": Sort.choices,
        "kits": shown,
        "before": wanted.query_of_page(shown.number - 1),
        "after": wanted.query_of_page(shown.number + 1),
        "cards": cards(list(shown), kits, addresses, page),
        "own_language": language(code),
        "elsewhere": elsewhere(kits, addresses, wanted, since, code),
    }


def catalogues(request: HttpRequest, page: Page) -> dict[str, str]:
    """The address of this catalogue in each language in which it is public, and of the page itself."""
    return {one.locale.language_code: one.get_url(request) for one in [*Frame.of(request).translations, page]}


def matched(known: list[Entry], wanted: Wanted, page: Page) -> list[Entry]:
    """All, or those that hold the words, the best first."""
    if not wanted.words:
        return known
    by_id = {entry.pk: entry for entry in known}
    return [by_id[pk] for pk in matching(wanted.words, page.locale) if pk in by_id]


def in_order(found: list[Entry], wanted: Wanted) -> Iterable[Entry]:
    """Where words were looked for, the best stays first."""
    if wanted.words:
        return found
    if wanted.sort == Sort.TITLE:
        return sorted(found, key=lambda entry: (fold_title(entry.title), entry.pk))
    if wanted.sort == Sort.SHORTEST:
        return sorted(found, key=lambda entry: (entry.minutes, entry.pk))
    return sorted(found, key=lambda entry: (entry.dated, entry.pk), reverse=True)
