"""Whether the files of kits lead to the address of the site."""

from collections import Counter
from collections.abc import Iterator

from campaigns.prevention.kits.editions import elsewhere
from core.navigation import former_addresses
from core.upkeep.doctor import Finding, check


@check("kits", needs_database=True)
def kits() -> Iterator[Finding]:
    remedy = "The worker makes them again within a day, and a kit that is published at once; what was downloaded stays as it is."
    counts = Counter(elsewhere().order_by().values_list("address", flat=True))
    yield from former_addresses.told("Last versions of kits", counts, remedy)
