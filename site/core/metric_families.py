"""What the room itself tells whoever watches the site."""

from collections.abc import Iterator

from core.models import PendingPurge
from core.upkeep.metrics import Family, source


@source("frontend-cache", needs_database=True)
def frontend_cache() -> Iterator[Family]:
    pending, given_up = PendingPurge.objects.count(), PendingPurge.objects.given_up().count()
    family = Family(
        "site_frontend_cache_addresses", "What the cache in front is to forget and has not heard, by state."
    )
    yield family.add(pending - given_up, state="pending").add(given_up, state="given_up")
