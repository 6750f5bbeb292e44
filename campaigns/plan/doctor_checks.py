"""Whether what was printed of campaigns leads to the address of the site."""

from collections.abc import Iterator

from django.db.models import Count, QuerySet
from django.db.models.fields.json import KT

from campaigns.plan.models import PrintedItem
from campaigns.plan.sheets.staleness import elsewhere
from core.navigation import former_addresses
from core.upkeep.doctor import Finding, check, ok

THINGS = "Printed sheets"
REMEDY = "Make them again (the campaign’s tab Print and share, Make the stale ones again), and have those that hang taken down."


@check("sheets", needs_database=True)
def sheets() -> Iterator[Finding]:
    """Those that another has taken the place of may hang for years: that is told, and is nothing to mend."""
    found = elsewhere()
    current, former = _by_address(found.filter(replaced_at=None)), _by_address(found.exclude(replaced_at=None))
    if current or not former:
        yield from former_addresses.told(THINGS, current, REMEDY)
    for address, number in sorted(former.items()):
        yield ok(f"{THINGS}: {number} replaced, may still hang, with {address}: that address must keep leading here.")


def _by_address(items: QuerySet[PrintedItem]) -> dict[str, int]:
    rows = items.order_by().values(address=KT("made_from__address")).annotate(number=Count("pk"))
    return {row["address"]: row["number"] for row in rows}
