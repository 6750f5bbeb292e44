"""The periodic work of this room."""

import logging
from datetime import timedelta

from campaigns.prevention.kits import editions
from campaigns.prevention.kits.models import KitPage
from core.upkeep.periodic import periodic
from press.content import PressError

logger = logging.getLogger(__name__)


@periodic(
    every=timedelta(days=1),
    description="Makes kits again whose facts, pictures or surroundings are no longer the same.",
)
def renew_kits() -> str:
    """Facts enter into force and go out of it by their dates, pictures lose their rights, with nobody doing anything."""
    stale, troubles = [], []
    for kit in KitPage.objects.live().select_related("locale").iterator(chunk_size=100):
        try:
            if editions.is_current(kit):
                continue
        except Exception as error:
            if not isinstance(error, PressError):
                logger.exception("kit %s could not be looked at", kit.pk)
            troubles.append(f"{kit} ({kit.pk}): {error}")
        stale.append(kit.pk)  # what cannot be written, too: whoever renews it tells the editor why
    for pk in stale:
        editions.renew.enqueue(pk)
    said = f"{len(stale)} enqueued"
    if troubles:
        raise RuntimeError(f"{said}; {'; '.join(troubles)}")
    return said
