"""Whether the cards that are handed out lead to the address of the site."""

from collections.abc import Iterator

from campaigns.outreach.cards.printed import elsewhere
from core.navigation import former_addresses
from core.upkeep.doctor import Finding, check


@check("pocket-cards", needs_database=True)
def cards() -> Iterator[Finding]:
    remedy = "Print new ones (Pocket cards, in the admin), and say of the others that none are left."
    yield from former_addresses.told("Printings of pocket cards", elsewhere(), remedy)
