"""The periodic work of this room."""

from datetime import timedelta

from campaigns.prevention.kits import editions
from campaigns.prevention.kits.models import KitPage
from core.periodic import periodic


@periodic(every=timedelta(minutes=5), description="Takes up again the making of kits that was cut short.")
def resume_kits() -> str:
    return f"{editions.resume()} resumed"


@periodic(
    every=timedelta(days=1),
    description="Makes kits again whose facts, pictures or surroundings are no longer the same.",
)
def renew_kits() -> str:
    """Facts enter into force and go out of it by their dates, pictures lose their rights, with nobody doing anything."""
    kits = [
        kit
        for kit in KitPage.objects.live().select_related("locale").iterator(chunk_size=100)
        if not editions.is_current(kit)
    ]
    for kit in kits:
        editions.renew.enqueue(kit.pk)
    return f"{len(kits)} enqueued"
