"""Cards that were printed, and which of them say something else than is true today."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from campaigns.outreach.cards import destinations, words
from campaigns.outreach.cards.destinations import Destination
from campaigns.outreach.cards.models import PrintedCards
from campaigns.outreach.cards.words import Order
from core.navigation import former_addresses
from core.words import languages
from facts.models import Helpline
from made.digests import Change, changes

SHOWN = 50


@dataclass(frozen=True)
class Printed:
    """`changes` are sentences for the team; none where the cards are as they would be printed today."""

    cards: PrintedCards
    languages: list[str]
    changes: list[str]


def record(order: Order, copies: int, user) -> PrintedCards:
    return PrintedCards.objects.create(
        languages=list(order.languages),
        titles=list(order.titles),
        address=order.target.url,
        copies=copies,
        made_from=words.made_from(order),
        printed_by=user,
    )


def in_use() -> list[Printed]:
    """The latest that are not used up, compared with what is live: four queries, whatever their number."""
    found = list(PrintedCards.objects.filter(used_up_at=None).select_related("printed_by")[:SHOWN])
    if not found:
        return []
    ids = {int(pk) for cards in found for pk in cards.made_from["helplines"]}
    helplines = Helpline.objects.filter(live=True).in_bulk(ids)
    said = words.wordings(ids, {code for cards in found for code in cards.languages})
    places = destinations.destinations()
    return [_compared(cards, helplines, said, places) for cards in found]


def _compared(cards: PrintedCards, helplines: dict[int, Helpline], said: words.Words, places: dict) -> Printed:
    found = _helplines(cards, helplines, said) + _ways(cards, places.get(cards.made_from["page"]))
    return Printed(cards, [languages.language(code).name for code in cards.languages], found)


def _helplines(cards: PrintedCards, helplines: dict[int, Helpline], said: words.Words) -> list[str]:
    before, (first, second) = cards.made_from["helplines"], cards.languages
    known = [helplines[int(pk)] for pk in before if int(pk) in helplines]
    public = [line for line in known if {(line.pk, first), (line.pk, second)} <= said.keys()]
    told = {
        Change.GONE: _("The helpline “%(helpline)s” is no longer public."),
        Change.OTHER: _("The helpline “%(helpline)s” has changed."),
    }
    found = changes(before, words.digests(public, (first, second), said))
    return [told[change] % {"helpline": cards.made_from["names"][pk]} for pk, change in found.items()]


def _ways(cards: PrintedCards, place: Destination | None) -> list[str]:
    """What has become of the way that their code takes: the address of the site, then that of the page."""
    found, (root, path) = [], split(cards.address)
    if root != settings.BASE_URL:
        found.append(former_addresses.on_paper(root))
    first = cards.languages[0]
    if place is None or first not in place.pages:
        found.append(_("The page to which the code leads is no longer public."))
    elif split(place.target(first).url)[1] != path:
        found.append(_("The page to which the code leads has another address."))
    return found


def split(address: str) -> tuple[str, str]:
    """The site's own part of an address, and the page's."""
    if address.startswith(f"{settings.BASE_URL}/"):
        return settings.BASE_URL, address.removeprefix(settings.BASE_URL)
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}", parts.path


def elsewhere() -> dict[str, int]:
    """{former address of the site: printings in use that lead there}."""
    in_use = PrintedCards.objects.filter(used_up_at=None).values_list("address", flat=True)
    return Counter(root for address in in_use.iterator() if (root := split(address)[0]) != settings.BASE_URL)
