"""Where a page may lead: young people and people in prostitution are never led to what is written for buyers, nor read its name.

It is decided by the audience and the zone of the page on which a link would stand, in the frame as in the content.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from core import registry
from core.audiences import KEPT_APART, SHELTERED
from core.navigation import links
from core.protection.zones import Zone
from core.publication.visibility import public

DEEPEST = 20  # parts of an address that are looked at


def is_sheltered(page: Any) -> bool:
    """Whether nothing on this page leads to buyers' pages; a protected page of theirs does."""
    audience = getattr(page, "audience", "")
    is_protected = getattr(page, "zone", Zone.OPEN) == Zone.PROTECTED
    return audience in SHELTERED or (is_protected and audience not in KEPT_APART)


def is_always_protected(page: Page) -> bool:
    """Whether a page, read as a plain one, is of a type that has no other zone."""
    return getattr(page.specific_class, "always_protected", False)


Unfit = Callable[[Collection[int], str], Collection[int]]
# A function that takes ids of pages and an audience, and returns those that show what it is not to be shown.
UNFIT = registry.Kind[Unfit]()


def fit(pages: list[Page], audience: str) -> list[Page]:
    """Those among pages for everybody that may be offered to this audience at the foot of each of its pages, in their order."""
    ids = {page.pk for page in pages}
    unfit = {pk for find in UNFIT for pk in find(ids, audience)} if ids else set()
    return [page for page in pages if page.pk not in unfit]


def leads_everywhere(page: Page) -> bool:
    """Whether a page, read as a plain one, is of a type that names the pages of all readers."""
    return getattr(page.specific_class, "leads_everywhere", False)


def is_listed(page: Page, *, discreetly: bool) -> bool:
    """Whether menus name a page, read as a plain one; `discreetly` in the protected zone, and to readers who are sheltered."""
    model = page.specific_class
    return getattr(model, "is_in_menus", True) and not (discreetly and getattr(model, "takes_messages", False))


def stays_discreet(page: Page) -> bool:
    """Whether a protected page may lead to it: it names the pages of all readers to nobody, or only those that were asked for, in its dress."""
    return not leads_everywhere(page) or getattr(page.specific_class, "answers_in_dress", False)


def passable(pages: Iterable[Page]) -> list[Page]:
    """Those among plain pages that are not for buyers, in their order.

    One query for each type among them whose pages differ, and none for the others: to join every type would cost seconds.
    """
    pages = list(pages)
    asked: dict[type, list[int]] = {}
    for page in pages:
        asked.setdefault(page.specific_class, []).append(page.pk)
    buyers = {pk for model, ids in asked.items() for pk in _for_buyers(model, ids)}
    return [page for page in pages if page.pk not in buyers]


def _for_buyers(model: type | None, ids: list[int]) -> Iterable[int]:
    where = getattr(model, "audience_column", "")
    if where:
        return model.objects.filter(pk__in=ids, **{f"{where}__in": KEPT_APART}).values_list("pk", flat=True)
    return ids if getattr(model, "audience", "") in KEPT_APART else []


def refuse_wrong_ways(page: Page) -> None:
    """Raise ValidationError where the words or blocks of a sheltered page lead to one for buyers."""
    if not is_sheltered(page):
        return
    found = list(_led_to(page))
    allowed = passable(found)
    wrong = [one.title for one in found if one not in allowed]
    if wrong:
        message = _(
            "This page leads to what is written for buyers, whom its readers may fear: take the link out. (%(pages)s)"
        )
        raise ValidationError(message % {"pages": ", ".join(wrong)})


def _led_to(page: Page) -> Iterable[Page]:
    """The pages that were chosen, and those whose address somebody typed; two queries at most."""
    found = list(links.of(page))
    chosen = {link.target for link in found if link.kind == "page"}
    typed = links.url_paths(link.target for link in found if link.kind == "address")
    # An index knows slugs.
    slugs = {path.rstrip("/").rpartition("/")[2] for path in typed}
    there = Q(pk__in=chosen) | Q(url_path__in=typed, slug__in=slugs)
    return Page.objects.filter(there) if chosen or typed else ()


def page_that_went(homes: Iterable[Page], rest: str) -> Page | None:
    """What was public at an address below a home page, in any language, or else the nearest page above it: its shelter stays.

    An address is mistyped in capitals too: slugs have none.
    """
    parts = [part for part in rest.lower().split("/") if part][:DEEPEST]
    ways = ["/".join(parts[:end]) + "/" for end in range(1, len(parts) + 1)]
    addresses = [home.url_path + way for home in homes for way in ways]
    # An index knows slugs. A draft, or what is not public yet, is told to nobody.
    there = Page.objects.filter(url_path__in=addresses, slug__in=parts)
    gone, shown = Q(live=False, first_published_at__isnull=False), Q(pk__in=public(there).values("pk"))
    found = there.filter(gone | shown).order_by("-depth").first()
    return found.specific if found else None
